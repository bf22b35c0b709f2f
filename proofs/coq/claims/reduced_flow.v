(** * The flow reduces to the singular values ([G], abstract)

    From a_k' = (1 - pi_k) b_k and b_k' = (1 - pi_k) a_k the product rule gives s_k' = (a_k^2 + b_k^2) (1 - pi_k)
    for s = a b, and a + b and a - b solve linear equations with rates +(1 - pi) and -(1 - pi). The rates are
    bounded by 2, so a - b keeps its sign; where a = b, s' = 2 s (1 - pi); and mode 0 is frozen, because pi_0 =
    sum_g q_g = 1. *)

From Coq Require Import Lra.
From Symflow Require Import Prelude Sums Complex Groups Derivatives Flow Modes.
Local Open Scope R_scope.

Section Reduced.
Variable A : abelian.
Notation K := (order A).
Hypothesis at_least_two : (2 <= K)%nat.

Definition spectrum (a b : nat -> R) (k : nat) : R := a k * b k.
Definition rate (a b : nat -> R) (k : nat) : R := 1 - modes A (spectrum a b) k.

(** ** At one time *)

Section Instant.
Variables (a b : R -> nat -> R) (t : R).
Hypothesis a_nonneg : forall i, (i < K)%nat -> 0 <= a t i.
Hypothesis a_even : forall i, (i < K)%nat -> a t (gopp A i) = a t i.
Hypothesis b_nonneg : forall i, (i < K)%nat -> 0 <= b t i.
Hypothesis b_even : forall i, (i < K)%nat -> b t (gopp A i) = b t i.
Hypothesis a_flow : forall k, (k < K)%nat -> derivable_pt_lim (fun u => a u k) t (rate (a t) (b t) k * b t k).
Hypothesis b_flow : forall k, (k < K)%nat -> derivable_pt_lim (fun u => b u k) t (rate (a t) (b t) k * a t k).

Lemma product_flow k : (k < K)%nat ->
  derivable_pt_lim (fun u => a u k * b u k) t ((a t k ^ 2 + b t k ^ 2) * rate (a t) (b t) k).
Proof.
  intros below.
  refine (derivative_value _ _ _ _ _ (derivative_mult _ _ t _ _ (a_flow k below) (b_flow k below))). ring.
Qed.

Lemma sum_flow k : (k < K)%nat ->
  derivable_pt_lim (fun u => a u k + b u k) t (rate (a t) (b t) k * (a t k + b t k)).
Proof.
  intros below.
  refine (derivative_value _ _ _ _ _ (derivative_plus _ _ t _ _ (a_flow k below) (b_flow k below))). ring.
Qed.

Lemma difference_flow k : (k < K)%nat ->
  derivable_pt_lim (fun u => a u k - b u k) t (- rate (a t) (b t) k * (a t k - b t k)).
Proof.
  intros below.
  refine (derivative_value _ _ _ _ _ (derivative_minus _ _ t _ _ (a_flow k below) (b_flow k below))). ring.
Qed.

Theorem part_product k : (k < K)%nat -> exists D0 : R,
  derivable_pt_lim (fun u => spectrum (a u) (b u) k) t D0 /\ D0 = (a t k ^ 2 + b t k ^ 2) * rate (a t) (b t) k.
Proof using All. intros below. eexists. split; [exact (product_flow k below) | reflexivity]. Qed.

Theorem part_sum k : (k < K)%nat -> a t k + b t k > 0 -> exists D0 : R,
  derivable_pt_lim (fun u => ln (a u k + b u k)) t D0 /\ D0 = rate (a t) (b t) k.
Proof using All.
  intros below positive. eexists. split.
  - exact (derivative_ln _ t _ positive (sum_flow k below)).
  - cbv beta. field. lra.
Qed.

Theorem part_difference k : (k < K)%nat -> exists D0 : R,
  derivable_pt_lim (fun u => a u k - b u k) t D0 /\ D0 = (a t k - b t k) * - rate (a t) (b t) k.
Proof using All. intros below. eexists. split; [exact (difference_flow k below) | ring]. Qed.

Theorem part_balanced k : (k < K)%nat -> (forall l, (l < K)%nat -> a t l = b t l) -> exists D0 : R,
  derivable_pt_lim (fun u => spectrum (a u) (b u) k) t D0 /\ D0 = 2 * spectrum (a t) (b t) k * rate (a t) (b t) k.
Proof using All.
  intros below equal. eexists. split; [exact (product_flow k below) |].
  unfold spectrum at 1. rewrite (equal k below). ring.
Qed.

Theorem part_logarithm k : (k < K)%nat ->
  (forall l, (l < K)%nat -> a t l = b t l) /\ spectrum (a t) (b t) k > 0 -> exists D0 : R,
  derivable_pt_lim (fun u => ln (spectrum (a u) (b u) k)) t D0 /\ D0 = 2 * rate (a t) (b t) k.
Proof using All.
  intros below [equal positive].
  eexists. split; [exact (derivative_ln _ t _ positive (product_flow k below)) |].
  set (r := rate (a t) (b t) k). unfold spectrum in *. rewrite (equal k below) in *. field.
  intros zero. rewrite zero in *. lra.
Qed.

Theorem part_frozen_mode : exists D0 : R,
  derivable_pt_lim (fun u => spectrum (a u) (b u) 0%nat) t D0 /\ D0 = 0.
Proof using All.
  eexists. split; [exact (product_flow 0%nat (order_below_zero A)) |].
  unfold rate. rewrite modes_zero. ring.
Qed.
End Instant.

(** ** Along an interval of time: the sign of a - b is kept *)

Definition solves (a b : R -> nat -> R) (t : R) : Prop :=
  (forall i, (i < K)%nat -> 0 <= a t i) /\ (forall i, (i < K)%nat -> a t (gopp A i) = a t i) /\
  (forall i, (i < K)%nat -> 0 <= b t i) /\ (forall i, (i < K)%nat -> b t (gopp A i) = b t i) /\
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => a u k) t (rate (a t) (b t) k * b t k)) /\
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => b u k) t (rate (a t) (b t) k * a t k)).

Theorem part_balance_kept a b lo hi : (forall t, lo < t < hi -> solves a b t) ->
  forall k, (k < K)%nat -> forall t1 t2, lo < t1 -> t1 <= t2 -> t2 < hi ->
  (a t1 k - b t1 k = 0 -> a t2 k - b t2 k = 0) /\ (0 < a t1 k - b t1 k -> 0 < a t2 k - b t2 k).
Proof using All.
  intros flow k below t1 t2 after before until.
  assert (forall t, t1 <= t <= t2 ->
    derivable_pt_lim (fun u => a u k - b u k) t (- rate (a t) (b t) k * (a t k - b t k))) as linear.
  { intros t inside. destruct (flow t) as (_ & _ & _ & _ & a_flow & b_flow); [lra |].
    now apply difference_flow. }
  assert (forall t, t1 <= t <= t2 -> Rabs (- rate (a t) (b t) k) <= 2) as bounded.
  { intros t _. rewrite Rabs_Ropp. now apply mode_rate_bounded. }
  split.
  - apply (linear_zero (fun t => a t k - b t k) (fun t => - rate (a t) (b t) k) 2 t1 t2 linear bounded). lra.
  - exact (linear_positive (fun t => a t k - b t k) (fun t => - rate (a t) (b t) k) 2 t1 t2 before linear bounded).
Qed.

(** ** The printed quantities are real *)

Section Real.
Variables a b : nat -> R.
Hypothesis a_nonneg : forall i, (i < K)%nat -> 0 <= a i.
Hypothesis a_even : forall i, (i < K)%nat -> a (gopp A i) = a i.
Hypothesis b_nonneg : forall i, (i < K)%nat -> 0 <= b i.
Hypothesis b_even : forall i, (i < K)%nat -> b (gopp A i) = b i.

Theorem part_real_z g : (g < K)%nat ->
  Im (Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (spectrum a b k)))) (RtoC (/ INR K))) = 0.
Proof using All. intros below. apply logits_real; [now apply even_product | exact below]. Qed.

Theorem part_real_pi k : (k < K)%nat ->
  Im (ctotal K (fun g => Cmul (chi A k g) (RtoC (probabilities A (spectrum a b) g)))) = 0.
Proof using All. intros below. apply modes_real; [now apply even_product | exact below]. Qed.
End Real.
End Reduced.
