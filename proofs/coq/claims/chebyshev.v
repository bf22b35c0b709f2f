(** * Chebyshev's sum inequality for exp, and its equality case ([G], the slack of the Lyapunov function).

    Let z_0, ..., z_{n-1} be real numbers, n = K - 1, and m their mean. Then

      sum_g exp z_g (z_g - m)  =  1/(2n) sum_{g,h} (exp z_g - exp z_h) (z_g - z_h),

    which holds with any numbers a_g instead of exp z_g. Because exp increases, each term on the right is nonnegative
    and vanishes only for z_g = z_h: so the left side is nonnegative, and zero if and only if all z_g are equal. A term
    on the right is also (exp x + exp y) psi (x - y), where psi s = s tanh (s / 2). *)

From Coq Require Import Reals Arith Lia Lra.
From Symflow Require Import Prelude Sums.
Local Open Scope R_scope.

Definition mean (n : nat) (z : nat -> R) : R := total n z / INR n.

(** ** The double sum of products of differences is a covariance. *)

Lemma double_sum_of_differences n (a z : nat -> R) :
  total n (fun g => total n (fun h => (a g - a h) * (z g - z h)))
  = 2 * (INR n * total n (fun g => a g * z g) - total n a * total n z).
Proof.
  set (S := total n (fun g => a g * z g)).
  assert (inner : forall g,
    total n (fun h => (a g - a h) * (z g - z h))
    = INR n * (a g * z g) - a g * total n z - z g * total n a + S).
  { intros g. unfold S.
    rewrite <- total_const, <- !total_scal, <- !total_minus, <- total_plus.
    apply total_ext; intros h _. ring. }
  rewrite (total_ext _ _ _ (fun g _ => inner g)).
  rewrite total_plus, !total_minus, total_scal, !total_scal_r, total_const.
  fold S. ring.
Qed.

Lemma covariance n (a z : nat -> R) : (0 < n)%nat ->
  total n (fun g => a g * (z g - mean n z))
  = total n (fun g => total n (fun h => (a g - a h) * (z g - z h))) / (2 * INR n).
Proof.
  intros some. assert (INR n <> 0) by now apply not_0_INR; lia.
  rewrite double_sum_of_differences.
  rewrite (total_ext _ _ (fun g => a g * z g - a g * mean n z)) by (intros; ring).
  rewrite total_minus, total_scal_r. unfold mean. field; trivial.
Qed.

(** ** One term: exp x - exp y and x - y have the same sign. *)

Lemma exp_term_nonneg x y : 0 <= (exp x - exp y) * (x - y).
Proof.
  destruct (Rtotal_order x y) as [less | [-> | more]].
  - assert (exp x < exp y) by now apply exp_increasing. nra.
  - lra.
  - assert (exp y < exp x) by now apply exp_increasing. nra.
Qed.

Lemma exp_term_zero x y : (exp x - exp y) * (x - y) = 0 <-> x = y.
Proof.
  split; [intros vanishes | intros ->; ring].
  apply Rmult_integral in vanishes as [same | same]; [apply exp_inv | idtac]; lra.
Qed.

(** With u = (x - y) / 2 and v = (x + y) / 2: exp x = exp v exp u and exp y = exp v exp (- u). *)

Lemma exp_difference_tanh x y : exp x - exp y = (exp x + exp y) * tanh ((x - y) * (1 / 2)).
Proof.
  set (u := (x - y) * (1 / 2)). set (v := (x + y) * (1 / 2)).
  replace x with (v + u) by (unfold u, v; field).
  replace y with (v + - u) by (unfold u, v; field).
  assert (0 < exp u) by apply exp_pos. assert (0 < exp (- u)) by apply exp_pos.
  rewrite !exp_plus. unfold tanh, sinh, cosh. field. lra.
Qed.

(** ** The function psi s = s tanh (s / 2): by the identity above, (exp s + 1) psi s = (exp s - 1) s. *)

Definition psi (s : R) : R := s * tanh (s * (1 / 2)).

Lemma psi_term s : (exp s - exp 0) * (s - 0) = (exp s + exp 0) * psi s.
Proof. rewrite exp_difference_tanh, Rminus_0_r. unfold psi. ring. Qed.

Lemma psi_denominator s : 0 < exp s + exp 0.
Proof. apply Rplus_lt_0_compat; apply exp_pos. Qed.

Lemma psi_nonneg s : 0 <= psi s.
Proof.
  pose proof (exp_term_nonneg s 0) as term. rewrite psi_term in term.
  pose proof (psi_denominator s). nra.
Qed.

Lemma psi_zero s : psi s = 0 <-> s = 0.
Proof.
  rewrite <- (exp_term_zero s 0), psi_term. pose proof (psi_denominator s).
  split; [intros ->; ring | intros vanishes].
  apply Rmult_integral in vanishes as [|]; lra.
Qed.

(** ** The sum over all pairs of classes, and the excess that it equals up to the factor 2n. *)

Definition pairs (n : nat) (z : nat -> R) : R :=
  total n (fun g => total n (fun h => (exp (z g) - exp (z h)) * (z g - z h))).

Definition excess (n : nat) (z : nat -> R) : R := total n (fun g => exp (z g) * (z g - mean n z)).

Lemma excess_pairs n z : (0 < n)%nat -> excess n z = pairs n z / (2 * INR n).
Proof. apply (covariance n (fun g => exp (z g)) z). Qed.

Lemma row_nonneg n z g : 0 <= total n (fun h => (exp (z g) - exp (z h)) * (z g - z h)).
Proof. apply total_nonneg; intros. apply exp_term_nonneg. Qed.

Lemma pairs_nonneg n z : 0 <= pairs n z.
Proof. apply total_nonneg; intros. apply row_nonneg. Qed.

Lemma pairs_zero n z :
  pairs n z = 0 <-> (forall g, (g < n)%nat -> forall h, (h < n)%nat -> z g = z h).
Proof.
  split.
  - intros vanishes g below_g h below_h. apply exp_term_zero.
    apply (total_nonneg_zero n (fun h => (exp (z g) - exp (z h)) * (z g - z h))); trivial.
    + intros; apply exp_term_nonneg.
    + apply (total_nonneg_zero n _ (fun g _ => row_nonneg n z g) vanishes g below_g).
  - intros same. unfold pairs. rewrite <- (total_zero n).
    apply total_ext; intros g below_g. rewrite <- (total_zero n).
    apply total_ext; intros h below_h. apply exp_term_zero. now apply same.
Qed.

Lemma twice_positive n : (0 < n)%nat -> 0 < 2 * INR n.
Proof. intros some. apply lt_0_INR in some. lra. Qed.

Lemma excess_nonneg n z : (0 < n)%nat -> 0 <= excess n z.
Proof.
  intros some. rewrite excess_pairs by trivial.
  apply Rmult_le_pos; [apply pairs_nonneg | left; now apply Rinv_0_lt_compat, twice_positive].
Qed.

Lemma excess_zero n z : (0 < n)%nat -> excess n z = 0 <-> pairs n z = 0.
Proof.
  intros some. rewrite excess_pairs by trivial. pose proof (twice_positive n some).
  split; intros vanishes.
  - replace (pairs n z) with (pairs n z / (2 * INR n) * (2 * INR n)) by (field; lra).
    rewrite vanishes. ring.
  - rewrite vanishes. unfold Rdiv. ring.
Qed.

(** ** The parts of the claim, for K classes, any real numbers z_g, and any x and y. *)

Theorem part_4b (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) :
  excess (K - 1) z = pairs (K - 1) z / (2 * INR (K - 1)).
Proof. apply excess_pairs; lia. Qed.

Theorem part_4c (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) :
  (exp x - exp y) * (x - y) = (exp x + exp y) * psi (x - y).
Proof. rewrite exp_difference_tanh. unfold psi. ring. Qed.

Theorem part_psi (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) : psi x >= 0.
Proof. apply Rle_ge, psi_nonneg. Qed.

Theorem part_psi_zero (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) : psi x = 0 <-> x = 0.
Proof. apply psi_zero. Qed.

Theorem part_inequality (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) : excess (K - 1) z >= 0.
Proof. apply Rle_ge, excess_nonneg; lia. Qed.

Theorem part_equality (K : nat) (classes : (2 <= K)%nat) (z : nat -> R) (x y : R) :
  excess (K - 1) z = 0 <-> (forall g, (g < K - 1)%nat -> forall h, (h < K - 1)%nat -> z g = z h).
Proof. rewrite excess_zero by lia. apply pairs_zero. Qed.
