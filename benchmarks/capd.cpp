// Encloses the modes at t = 10 by the multiprecision integrator of CAPD, for a comparison on the page of benchmarks.
//
// The problem is that of benchmarks/problem.py with K = 8. Three forms of the flow can be chosen:
//
//   textbook     the modes in t, followed for the time 10;
//   polynomial   modes, odds, E and t in loss time, as in benchmarks/forms.py, followed to the section t = 10;
//   exponential  modes and t in loss time, with odds and E as exponentials of the modes: half as many variables.
//
// CAPD recognises what occurs several times in a field and computes it once, so that sums with signs cost no more
// here than elsewhere.
//
//   c++ -O2 capd.cpp $(CAPD/build/bin/capd-config --cflags --libs) -o capd
//   ./capd FORM ORDER TOLERANCE BITS
//
// writes a lower and an upper bound for each mode, rounded outward, and then the processor's seconds for everything
// from the formulas to the bounds. CAPD has to be configured with -DCAPD_ENABLE_MULTIPRECISION=ON.

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "capd/mpcapdlib.h"

using capd::MpIMap;
using capd::MpInterval;
using capd::MpIVector;
using capd::autodiff::Node;

namespace {

const int K = 8;
const int MODES = K - 1;
const double END = 10;
const int DIGITS = 45;  // of a bound, as it is written

// Sums with the signs of the characters over all classes but the first, by the fast algorithm.
template <class Number>
std::vector<Number> sums(const Number* values) {
  std::vector<Number> v(1, Number(0.0));
  v.insert(v.end(), values, values + MODES);
  for (std::size_t half = 1; half < v.size(); half *= 2)
    for (std::size_t low = 0; low < v.size(); low += 2 * half)
      for (std::size_t i = low; i < low + half; ++i) {
        const Number x = v[i], y = v[i + half];
        v[i] = x + y;
        v[i + half] = x - y;
      }
  return v;
}

// 2 s_k times twice the sum of the odds whose sign is -1.
std::vector<Node> growth(const Node* modes, const std::vector<Node>& odds, Node& all) {
  const std::vector<Node> found = sums(odds.data());
  std::vector<Node> rates;
  for (int k = 0; k < MODES; ++k) rates.push_back(2.0 * modes[k] * (found[0] - found[k + 1]));
  all = found[0];
  return rates;
}

void textbook(Node, Node in[], int, Node out[], int, Node[], int) {
  const std::vector<Node> z = sums(in);
  std::vector<Node> odds;
  for (int g = 1; g < K; ++g) odds.push_back(exp((z[g] - z[0]) / double(K)));
  Node all;
  const std::vector<Node> rates = growth(in, odds, all);
  for (int k = 0; k < MODES; ++k) out[k] = rates[k] / (1.0 + all);
}

void polynomial(Node, Node in[], int, Node out[], int, Node[], int) {
  const std::vector<Node> odds(in + MODES, in + 2 * MODES);
  Node all;
  const std::vector<Node> rates = growth(in, odds, all);
  const std::vector<Node> z = sums(rates.data());
  const Node mean = z[0] / double(MODES), lift = in[2 * MODES];
  for (int k = 0; k < MODES; ++k) {
    out[k] = rates[k];
    out[MODES + k] = odds[k] * ((z[k + 1] + mean) / double(K));
  }
  out[2 * MODES] = lift * mean;
  out[2 * MODES + 1] = lift + all;
}

void exponential(Node, Node in[], int, Node out[], int, Node[], int) {
  const std::vector<Node> z = sums(in);
  const Node mean = z[0] / double(MODES);
  std::vector<Node> odds;
  for (int g = 1; g < K; ++g) odds.push_back(exp((z[g] + mean) / double(K)));
  Node all;
  const std::vector<Node> rates = growth(in, odds, all);
  std::copy(rates.begin(), rates.end(), out);
  out[MODES] = exp(mean) + all;
}

// The modes at t = 0, and zeros up to so many variables.
MpIVector start(int variables) {
  MpIVector state(variables);
  for (int k = 1; k < K; ++k) state[k - 1] = MpInterval((7 * k) % 11 + 1) / MpInterval(16);
  return state;
}

MpIVector polynomial_start() {
  MpIVector state = start(2 * K);
  const std::vector<MpInterval> z = sums(&state[0]);
  const MpInterval mean = z[0] / MpInterval(MODES);
  for (int k = 0; k < MODES; ++k) state[MODES + k] = exp((z[k + 1] + mean) / MpInterval(K));
  state[2 * MODES] = exp(mean);
  return state;
}

struct Method {
  int order;
  double tolerance;
};

void tune(capd::MpIOdeSolver& solver, const Method& method) {
  solver.setAbsoluteTolerance(method.tolerance);
  solver.setRelativeTolerance(method.tolerance);
}

MpIVector textbook_end(const Method& method) {
  MpIMap field(textbook, MODES, MODES, 0);
  capd::MpIOdeSolver solver(field, method.order);
  tune(solver, method);
  capd::MpITimeMap flow(solver);
  capd::MpC0Rect2Set set(start(MODES));
  return flow(MpInterval(END), set);
}

// Follows a field until its last variable, t, is the end.
template <class Equations>
MpIVector at_section(Equations equations, const MpIVector& first, const Method& method) {
  const int size = first.dimension();
  MpIMap field(equations, size, size, 0);
  capd::MpIOdeSolver solver(field, method.order);
  tune(solver, method);
  capd::MpICoordinateSection section(size, size - 1, MpInterval(END));
  capd::MpIPoincareMap crossing(solver, section, capd::poincare::MinusPlus);
  capd::MpC0Rect2Set set(first);
  return crossing(set);
}

MpIVector solved(const std::string& form, const Method& method) {
  if (form == "textbook") return textbook_end(method);
  if (form == "polynomial") return at_section(polynomial, polynomial_start(), method);
  if (form == "exponential") return at_section(exponential, start(K), method);
  throw std::invalid_argument("FORM is textbook, polynomial or exponential");
}

void print(const MpInterval& bounds) {
  bounds.leftBound().put(std::cout, capd::MpFloat::RoundDown, 0, 10, DIGITS);
  std::cout << " ";
  bounds.rightBound().put(std::cout, capd::MpFloat::RoundUp, 0, 10, DIGITS);
  std::cout << "\n";
}

}  // namespace

int main(int count, char** words) {
  try {
    if (count != 5) throw std::invalid_argument("usage: capd FORM ORDER TOLERANCE BITS");
    capd::MpFloat::setDefaultPrecision(std::stoi(words[4]));
    const std::clock_t began = std::clock();
    const MpIVector end = solved(words[1], Method{std::stoi(words[2]), std::stod(words[3])});
    const double seconds = double(std::clock() - began) / CLOCKS_PER_SEC;
    for (int k = 0; k < MODES; ++k) print(end[k]);
    std::cout << seconds << std::endl;
    return 0;
  } catch (const std::exception& trouble) {
    std::cerr << "capd: " << trouble.what() << std::endl;
    return 1;
  }
}
