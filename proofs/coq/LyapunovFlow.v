(** * The derivative of the Lyapunov function along the mode dynamics.

    Along s_k' = 2 s_k (1 - pi_k) the mean of s_k' / s_k is the mean of 2 (1 - pi_k), and bar s' is the mean of s_k'; so
    V' = -(2 / (N bar s)) sum_k (s_k - bar s) pi_k, and by (4a)

      (4d)   V' = -(2K/N) S rho / (bar s (exp(bar s) + S)).

    By (4b) this is a negative factor times a sum of pairs: V' <= 0, and V' = 0 exactly for equal modes; hence V does
    not increase along a solution. Source: [G]. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex Groups Derivatives Lyapunov LyapunovEqual.
Local Open Scope R_scope.

(** The right-hand side of (4d). *)
Definition rate_ (A : abelian) (s_ : nat -> R) : R :=
  - (2 * INR (order A) / INR (order A - 1) * S_ A s_ * rho_ A s_
     / (sbar_ A s_ * (exp (sbar_ A s_) + S_ A s_))).

Section Flow.
Variable A : abelian.
Notation K := (order A).
Hypothesis two : (2 <= K)%nat.

(** ** The sign of the rate, for one spectrum. *)

Section Rate.
Variable s : nat -> R.
Hypothesis positive : forall k, (k < K)%nat -> k <> 0%nat -> 0 < s k.

Definition factor : R :=
  INR K / (INR (K - 1) * INR (K - 1)) / (sbar_ A s * (exp (sbar_ A s) + S_ A s)).

Lemma factor_positive : 0 < factor.
Proof.
  pose proof (INR_rest A two). pose proof (INR_order A). pose proof (sbar_positive A two s positive).
  pose proof (S_positive A two s). pose proof (exp_pos (sbar_ A s)).
  unfold factor. repeat apply Rdiv_lt_0_compat; try apply Rmult_lt_0_compat; lra.
Qed.

Lemma rate_pairs : rate_ A s = - (factor * pairs_ A s).
Proof.
  pose proof (INR_rest A two). pose proof (sbar_positive A two s positive).
  pose proof (S_positive A two s). pose proof (exp_pos (sbar_ A s)).
  assert (E : S_ A s * rho_ A s = pairs_ A s / (2 * INR (K - 1))) by now apply pairs_identity.
  unfold rate_, factor.
  replace (2 * INR K / INR (K - 1) * S_ A s * rho_ A s)
    with (2 * INR K / INR (K - 1) * (S_ A s * rho_ A s)) by ring.
  rewrite E. field. repeat split; lra.
Qed.

Lemma rate_nonpositive : rate_ A s <= 0.
Proof.
  rewrite rate_pairs. pose proof factor_positive. pose proof (pairs_nonnegative A s). nra.
Qed.

Lemma rate_zero : even A s -> rate_ A s = 0 <-> flat K s.
Proof.
  intros symmetric. rewrite rate_pairs. pose proof factor_positive as P.
  transitivity (pairs_ A s = 0); [| transitivity (flat K (z_ A s))].
  - split; intros E; [| rewrite E; ring].
    apply Rmult_eq_reg_l with factor; lra.
  - apply pairs_zero.
  - split; [now apply flat_modes | now apply flat_logits].
Qed.
End Rate.

(** ** The derivative along the dynamics. *)

Definition moves (s : R -> nat -> R) (t : R) : Prop :=
  forall k, (k < K)%nat -> derivable_pt_lim (fun u => s u k) t (2 * s t k * (1 - pi_ A (s t) k)).

Section Along.
Variable s : R -> nat -> R.
Variable t : R.
Hypothesis positive : forall k, (k < K)%nat -> k <> 0%nat -> 0 < s t k.
Hypothesis moving : moves s t.

Lemma derivative_of_mean :
  derivable_pt_lim (fun u => sbar_ A (s u)) t
    (total1 K (fun k => 2 * s t k * (1 - pi_ A (s t) k)) / INR (K - 1)).
Proof.
  apply (derivative_div_const (INR (K - 1)) (fun u => total1 K (s u))).
  apply total1_derivative. intros k _ Hk. now apply moving.
Qed.

Lemma derivative_of_logarithms :
  derivable_pt_lim (fun u => total1 K (fun k => ln (s u k)) / INR (K - 1)) t
    (total1 K (fun k => 2 * (1 - pi_ A (s t) k)) / INR (K - 1)).
Proof.
  apply (derivative_div_const (INR (K - 1)) (fun u => total1 K (fun k => ln (s u k)))).
  apply total1_derivative. intros k K0 Hk.
  assert (P : 0 < s t k) by (apply positive; lia).
  apply (derivative_value _ _ (2 * s t k * (1 - pi_ A (s t) k) / s t k)).
  - field. lra.
  - apply derivative_ln; [exact P | now apply moving].
Qed.

Lemma derivative_through_modes :
  derivable_pt_lim (fun u => V_ A (s u)) t
    (- (2 / (INR (K - 1) * sbar_ A (s t)) * total1 K (fun k => (s t k - sbar_ A (s t)) * pi_ A (s t) k))).
Proof.
  pose proof (INR_rest A two) as N. pose proof (sbar_positive A two (s t) positive) as B.
  eapply derivative_value;
    [| exact (derivative_minus _ _ t _ _ (derivative_ln _ t _ B derivative_of_mean) derivative_of_logarithms)].
  pose proof (centred_modes A two (s t)) as C.
  set (b := sbar_ A (s t)) in *.
  assert (E : total1 K (fun k => 2 * s t k * (1 - pi_ A (s t) k))
              = 2 * (total1 K (fun k => s t k - b) - total1 K (fun k => (s t k - b) * pi_ A (s t) k))
                + b * total1 K (fun k => 2 * (1 - pi_ A (s t) k))).
  { rewrite <- total1_minus, <- !total1_scal, <- total1_plus. apply total1_ext. intros. ring. }
  rewrite E, C. field. lra.
Qed.

Hypothesis grounded : s t 0%nat = 0.
Hypothesis symmetric : even A (s t).

(** (4d) *)
Lemma derivative_of_V : derivable_pt_lim (fun u => V_ A (s u)) t (rate_ A (s t)).
Proof.
  refine (derivative_value _ _ _ _ _ derivative_through_modes).
  rewrite (covariance A two) by assumption. rewrite (recentred A two) by assumption.
  pose proof (INR_rest A two). pose proof (sbar_positive A two (s t) positive).
  pose proof (S_positive A two (s t)). pose proof (exp_pos (sbar_ A (s t))).
  unfold rate_. field. repeat split; lra.
Qed.

Lemma stationary_exactly_when_flat :
  (exists D, derivable_pt_lim (fun u => V_ A (s u)) t D /\ D = 0) <-> flat K (s t).
Proof.
  rewrite <- (rate_zero (s t) positive symmetric). split.
  - intros [D [H ->]]. exact (derivative_unique _ _ _ _ derivative_of_V H).
  - intros E. exists (rate_ A (s t)). split; [apply derivative_of_V | exact E].
Qed.
End Along.
End Flow.
