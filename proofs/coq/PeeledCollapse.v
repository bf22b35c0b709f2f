(** * Neural collapse in the layer-peeled model.

    NC1: every feature is its class mean. NC2: the inner products of the class means are those of a simplex, of square
    length len. NC3: the rows of W are s times the class means. Then every margin is s len K/(K - 1) and the two norms
    are s^2 K len and n K len. Conversely, centred class means whose gaps |hbar_k|^2 - hbar_j . hbar_k all are q/r have
    the inner products of a simplex.

    Source: [J], Definition 2.1 and NC1 to NC3 (with all samples in NC1, the class means in NC3). *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled.
Local Open Scope R_scope.

Definition mean_product (n d : nat) (H : nat -> nat -> nat -> R) (k l : nat) : R :=
  total d (fun c => class_mean n H c k * class_mean n H c l).

Definition same_features (K n d : nat) (H : nat -> nat -> nat -> R) : Prop :=
  forall c, (c < d)%nat -> forall k, (k < K)%nat -> forall i, (i < n)%nat -> H c k i = class_mean n H c k.

Definition simplex_means (K n d : nat) (H : nat -> nat -> nat -> R) (len : R) : Prop :=
  forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  mean_product n d H k l = len * (INR K * delta k l - 1) / (INR K - 1).

Definition aligned_rows (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (s : R) : Prop :=
  forall k, (k < K)%nat -> forall c, (c < d)%nat -> W k c = s * class_mean n H c k.

Definition collapsed (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (len s : R) : Prop :=
  same_features K n d H /\ simplex_means K n d H len /\ aligned_rows K n d W H s.

Section Collapse.
Variables K n d : nat.
Hypothesis classes : (2 <= K)%nat.
Hypothesis samples : (1 <= n)%nat.
Variable W : nat -> nat -> R.
Variable H : nat -> nat -> nat -> R.

(** ** From collapse to the margins and the norms. *)

Lemma logit_aligned s j k i :
  same_features K n d H -> aligned_rows K n d W H s -> (j < K)%nat -> (k < K)%nat -> (i < n)%nat ->
  logit d W H j k i = s * mean_product n d H j k.
Proof.
  intros same rows j_class k_class sample. unfold logit, mean_product. rewrite <- total_scal.
  apply total_ext. intros c feature.
  rewrite (rows j j_class c feature), (same c feature k k_class i sample). ring.
Qed.

Lemma margin_aligned s k j i :
  same_features K n d H -> aligned_rows K n d W H s -> (j < K)%nat -> (k < K)%nat -> (i < n)%nat ->
  margin d W H k j i = s * (mean_product n d H k k - mean_product n d H j k).
Proof.
  intros same rows j_class k_class sample. unfold margin.
  rewrite (logit_aligned s k k i), (logit_aligned s j k i) by assumption. ring.
Qed.

Lemma margin_collapsed len s k j i :
  collapsed K n d W H len s -> (j < K)%nat -> (k < K)%nat -> (i < n)%nat ->
  margin d W H k j i = s * len * INR K / (INR K - 1) * (1 - delta j k).
Proof.
  intros (same & simplex & rows) j_class k_class sample.
  rewrite (margin_aligned s k j i), (simplex k k_class k k_class), (simplex j j_class k k_class) by assumption.
  rewrite delta_same. pose proof (INR_pred_pos K classes). field. lra.
Qed.

Lemma mean_norm_simplex len : simplex_means K n d H len -> mean_norm K n d H = INR K * len.
Proof.
  intros simplex. unfold mean_norm. rewrite <- total_const. apply total_ext. intros k k_class.
  transitivity (mean_product n d H k k).
  - apply total_ext. intros c _. ring.
  - rewrite (simplex k k_class k k_class), delta_same. pose proof (INR_pred_pos K classes). field. lra.
Qed.

Lemma weight_norm_aligned s : aligned_rows K n d W H s -> weight_norm K d W = s ^ 2 * mean_norm K n d H.
Proof.
  intros rows. unfold weight_norm, mean_norm. rewrite <- total_scal. apply total_ext. intros k k_class.
  rewrite <- total_scal. apply total_ext. intros c feature. rewrite (rows k k_class c feature). ring.
Qed.

Lemma feature_norm_same : same_features K n d H -> feature_norm K n d H = INR n * mean_norm K n d H.
Proof.
  intros same.
  assert (cluster : scatter K n d H = 0).
  { apply total_all_zero. intros c feature. apply total2_zero. intros k k_class i sample.
    rewrite (same c feature k k_class i sample) at 1. ring. }
  rewrite (scatter_norms K n d samples H) in cluster. lra.
Qed.

Lemma weight_norm_collapsed len s : collapsed K n d W H len s -> weight_norm K d W = s ^ 2 * (INR K * len).
Proof.
  intros (same & simplex & rows). rewrite (weight_norm_aligned s rows), (mean_norm_simplex len simplex). reflexivity.
Qed.

Lemma feature_norm_collapsed len s : collapsed K n d W H len s -> feature_norm K n d H = INR n * (INR K * len).
Proof.
  intros (same & simplex & rows). rewrite (feature_norm_same same), (mean_norm_simplex len simplex). reflexivity.
Qed.

(** ** From equal margins to the simplex. *)

Lemma centred_means r c :
  0 < r -> (c < d)%nat -> aligned_rows K n d W H r -> mean_row K W c = 0 ->
  total K (fun k => class_mean n H c k) = 0.
Proof.
  intros r_pos feature rows centred.
  assert (E : r * total K (fun k => class_mean n H c k) = 0).
  { rewrite <- total_scal, <- (Rmult_0_r (INR K)), <- centred, <- (total_row K classes W c).
    apply total_ext. intros k k_class. symmetry. apply (rows k k_class c feature). }
  apply Rmult_integral in E as [zero|zero]; lra.
Qed.

Lemma simplex_of_gaps r q :
  0 < r -> (forall c, (c < d)%nat -> total K (fun k => class_mean n H c k) = 0) ->
  (forall j, (j < K)%nat -> forall k, (k < K)%nat ->
    r * (mean_product n d H k k - mean_product n d H j k) = q * (1 - delta j k)) ->
  simplex_means K n d H ((INR K - 1) * q / (r * INR K)).
Proof.
  intros r_pos centred gaps.
  pose proof (INR_pred_pos K classes) as more. assert (many : 0 < INR K) by lra.
  assert (length : forall k, (k < K)%nat -> r * INR K * mean_product n d H k k = (INR K - 1) * q).
  { intros k k_class.
    assert (none : total K (fun j => mean_product n d H j k) = 0).
    { unfold mean_product. rewrite total_swap. apply total_all_zero. intros c feature.
      rewrite total_scal_r with (f := fun j => class_mean n H c j), (centred c feature). ring. }
    assert (sum : total K (fun j => r * (mean_product n d H k k - mean_product n d H j k)) =
                  total K (fun j => (1 - delta j k) * q)).
    { apply total_ext. intros j j_class. rewrite (gaps j j_class k k_class). ring. }
    rewrite total_scal, total_minus, total_const, none, total_off_diagonal, total_const in sum by exact k_class.
    lra. }
  intros k k_class l l_class.
  pose proof (gaps k k_class l l_class) as gap. pose proof (length l l_class) as own.
  apply (Rmult_eq_reg_l (r * INR K)); [|apply Rgt_not_eq, Rmult_lt_0_compat; assumption].
  transitivity (r * INR K * mean_product n d H l l - INR K * (q * (1 - delta k l))).
  - rewrite <- gap. ring.
  - rewrite own. field. lra.
Qed.

End Collapse.
