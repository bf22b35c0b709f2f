(** * Equal modes: the zero set of the Lyapunov function and of its derivative.

    All nonzero modes of an even spectrum with s_0 = 0 are equal exactly when all logits at nonzero elements are equal:
    both ways a sum of characters over the group is K or 0. The sum of the pairs (exp w_h - exp w_k) (w_h - w_k) is not
    negative, and zero only for equal logits. And V = (1/N) sum_k (x_k - 1 - ln x_k) at the ratios x_k = s_k / bar s is
    not negative, and zero only for equal modes, by ln x <= x - 1. Source: [G]. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex Groups Lyapunov.
Local Open Scope R_scope.

Definition flat (n : nat) (f : nat -> R) : Prop :=
  forall k, (0 < k)%nat -> (k < n)%nat -> forall l, (0 < l)%nat -> (l < n)%nat -> f k = f l.

(** ** Positive functions that vanish at one place only. *)

Lemma pairing_nonnegative a b : 0 <= (exp a - exp b) * (a - b).
Proof.
  destruct (Rtotal_order a b) as [L | [-> | L]]; [| lra |]; pose proof (exp_increasing _ _ L); nra.
Qed.

Lemma pairing_zero a b : (exp a - exp b) * (a - b) = 0 -> a = b.
Proof.
  intros E. destruct (Rmult_integral _ _ E); [apply exp_inv |]; lra.
Qed.

Lemma excess_positive x : 0 < x -> x <> 1 -> 0 < x - 1 - ln x.
Proof.
  intros P N.
  assert (L : ln x <> 0).
  { intros E. apply N. rewrite <- (exp_ln x P), E. apply exp_0. }
  pose proof (exp_ineq1 (ln x) L) as I. rewrite (exp_ln x P) in I. lra.
Qed.

Lemma excess_nonnegative x : 0 < x -> 0 <= x - 1 - ln x.
Proof.
  intros P. destruct (Req_dec x 1) as [-> | N].
  - rewrite ln_1. lra.
  - now left; apply excess_positive.
Qed.

Lemma excess_zero x : 0 < x -> x - 1 - ln x = 0 -> x = 1.
Proof.
  intros P E. destruct (Req_dec x 1) as [-> | N]; [reflexivity |].
  pose proof (excess_positive x P N). lra.
Qed.

Lemma total1_nonneg_zero n f :
  (forall i, (0 < i)%nat -> (i < n)%nat -> 0 <= f i) -> total1 n f = 0 ->
  forall i, (0 < i)%nat -> (i < n)%nat -> f i = 0.
Proof.
  intros P E i I0 I. destruct i as [| i]; [lia |].
  apply (total_nonneg_zero (n - 1) (fun j => f (S j))); [| exact E | lia].
  intros j J. apply P; lia.
Qed.

Section Equal.
Variable A : abelian.
Notation K := (order A).
Hypothesis two : (2 <= K)%nat.
Variable s : nat -> R.

(** ** Pairs of logits. *)

Lemma pairs_nonnegative : 0 <= pairs_ A s.
Proof. apply total1_nonneg. intros. apply total1_nonneg. intros. apply pairing_nonnegative. Qed.

Lemma pairs_zero : pairs_ A s = 0 <-> flat K (z_ A s).
Proof.
  split.
  - intros E h H0 H k K0 Hk.
    assert (W : (exp (w_ A s h) - exp (w_ A s k)) * (w_ A s h - w_ A s k) = 0).
    { unfold pairs_ in E. refine (total1_nonneg_zero K _ _ (total1_nonneg_zero K _ _ E h H0 H) k K0 Hk).
      - intros. apply pairing_nonnegative.
      - intros. apply total1_nonneg. intros. apply pairing_nonnegative. }
    apply pairing_zero in W. unfold w_ in W. lra.
  - intros F. unfold pairs_. transitivity (total1 K (fun _ => 0)); [| rewrite total1_const; ring].
    apply total1_ext. intros h H0 H. transitivity (total1 K (fun _ => 0)); [| rewrite total1_const; ring].
    apply total1_ext. intros k K0 Hk. unfold w_. rewrite (F h H0 H k K0 Hk). ring.
Qed.

(** ** Equal modes are equal logits. *)

Hypothesis symmetric : even A s.

(** Twice the same computation: the transform of a family that is constant but for the entry at 0. *)
Lemma transform_flat f c g :
  (forall k, (0 < k)%nat -> (k < K)%nat -> f k = c) -> (0 < g)%nat -> (g < K)%nat ->
  total K (fun k => Re (chi A k g) * f k) = f 0%nat - c.
Proof.
  intros F G0 G.
  transitivity (f 0%nat - c + c * total K (fun k => Re (chi A k g))).
  - rewrite !(total_split A two), Rmult_plus_distr_l, <- total1_scal, chi_zero_l by exact G. simpl.
    rewrite (total1_ext K (fun k => Re (chi A k g) * f k) (fun k => c * Re (chi A k g))).
    + ring.
    + intros k K0 Hk. rewrite F by assumption. ring.
  - rewrite total_Re_chi, delta_other by (assumption || lia). ring.
Qed.

Lemma flat_logits : flat K s -> flat K (z_ A s).
Proof.
  intros F h H0 H k K0 Hk. rewrite !z_real by assumption.
  now rewrite !(transform_flat s (s 1%nat)) by (auto || (intros; apply F; lia)).
Qed.

Lemma flat_modes : flat K (z_ A s) -> flat K s.
Proof.
  intros F h H0 H k K0 Hk.
  enough (E : forall l, (0 < l)%nat -> (l < K)%nat -> s l = z_ A s 0 - z_ A s 1).
  { now rewrite !E. }
  intros l L0 L. rewrite (modes_of_logits A s l symmetric L).
  rewrite <- (transform_flat (z_ A s) (z_ A s 1) l).
  - apply total_ext. intros g G. now rewrite (chi_symmetric A l g).
  - intros g G0 G. apply F; lia.
  - exact L0.
  - exact L.
Qed.

(** ** The value of V. *)

Hypothesis positive : forall k, (k < K)%nat -> k <> 0%nat -> 0 < s k.

Lemma ratio_positive k : (0 < k)%nat -> (k < K)%nat -> 0 < s k / sbar_ A s.
Proof.
  intros. apply Rdiv_lt_0_compat; [apply positive; lia | now apply sbar_positive].
Qed.

Lemma ln_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros X Y. unfold Rdiv. rewrite ln_mult, ln_Rinv by (auto using Rinv_0_lt_compat). ring.
Qed.

(** V is the mean excess x - 1 - ln x of the ratios x_k = s_k / bar s, whose mean is 1. *)
Lemma mean_excess :
  V_ A s = total1 K (fun k => s k / sbar_ A s - 1 - ln (s k / sbar_ A s)) / INR (K - 1).
Proof.
  pose proof (sbar_positive A two s positive) as B. pose proof (INR_rest A two) as N.
  rewrite (total1_ext K _ (fun k => s k * / sbar_ A s - (1 - ln (sbar_ A s)) - ln (s k))).
  - rewrite !total1_minus, total1_scal_r, !total1_const, (total_modes A two). unfold V_.
    field. lra.
  - intros k K0 Hk. rewrite ln_quotient by (auto || (apply positive; lia)). unfold Rdiv. ring.
Qed.

Lemma excess_of_ratio k : (0 < k)%nat -> (k < K)%nat -> 0 <= s k / sbar_ A s - 1 - ln (s k / sbar_ A s).
Proof. intros. now apply excess_nonnegative, ratio_positive. Qed.

Lemma V_nonnegative : 0 <= V_ A s.
Proof.
  rewrite mean_excess. apply Rle_mult_inv_pos; [| now apply INR_rest].
  apply total1_nonneg. exact excess_of_ratio.
Qed.

(** Equal modes are equal to their mean. *)
Lemma flat_is_mean k : flat K s -> (0 < k)%nat -> (k < K)%nat -> s k = sbar_ A s.
Proof.
  intros F K0 Hk. pose proof (INR_rest A two) as N. unfold sbar_.
  rewrite (total1_ext K s (fun _ => s k)), total1_const.
  - field. lra.
  - intros l L0 L. now apply F.
Qed.

Lemma V_zero : V_ A s = 0 <-> flat K s.
Proof.
  pose proof (sbar_positive A two s positive) as B. pose proof (INR_rest A two) as N. split.
  - intros E. rewrite mean_excess in E.
    assert (T : total1 K (fun k => s k / sbar_ A s - 1 - ln (s k / sbar_ A s)) = 0).
    { apply Rmult_eq_reg_r with (/ INR (K - 1)); [now rewrite Rmult_0_l |].
      now apply Rinv_neq_0_compat, Rgt_not_eq. }
    enough (M : forall l, (0 < l)%nat -> (l < K)%nat -> s l = sbar_ A s).
    { intros h H0 H k K0 Hk. now rewrite !M. }
    intros l L0 L. pose proof (total1_nonneg_zero K _ excess_of_ratio T l L0 L) as R1.
    apply excess_zero in R1; [| now apply ratio_positive].
    replace (s l) with (s l / sbar_ A s * sbar_ A s) by (field; lra). rewrite R1. ring.
  - intros F. rewrite mean_excess.
    rewrite (total1_ext K _ (fun _ => 0)), total1_const; [unfold Rdiv; ring |].
    intros k K0 Hk. rewrite (flat_is_mean k F K0 Hk).
    replace (sbar_ A s / sbar_ A s) with 1 by (field; lra). rewrite ln_1. ring.
Qed.
End Equal.
