(** * The layer-peeled model: K classes, n samples of each class, d features.

    The classifier is W, W k c its row of class k; the features are free, H c k i the coordinate c of sample i of class
    k. The logits are Z = W H, the loss is the sum (not the mean) of the cross-entropies over all samples. This file has
    the quantities of the model, and what the slack identity needs of them: the square norms and the sum of all margins,
    by the class means hbar and the mean row wbar of W.

    Source: [J] Ji et al., An unconstrained layer-peeled perspective on neural collapse, Section 2. *)

From Coq Require Import Arith Lia Lra Morphisms Setoid.
From Symflow Require Import Prelude Sums.
Local Open Scope R_scope.

Definition logit (d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (j k i : nat) : R :=
  total d (fun c => W j c * H c k i).

Definition loss (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) : R :=
  total K (fun k => total n (fun i => - logit d W H k k i + ln (total K (fun j => exp (logit d W H j k i))))).

Definition weight_norm (K d : nat) (W : nat -> nat -> R) : R := total K (fun k => total d (fun c => W k c ^ 2)).

Definition feature_norm (K n d : nat) (H : nat -> nat -> nat -> R) : R :=
  total d (fun c => total K (fun k => total n (fun i => H c k i ^ 2))).

(** rho^2, the square norm of all weights and features. *)
Definition energy (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) : R :=
  weight_norm K d W + feature_norm K n d H.

Definition class_mean (n : nat) (H : nat -> nat -> nat -> R) (c k : nat) : R := total n (fun i => H c k i) / INR n.

Definition mean_row (K : nat) (W : nat -> nat -> R) (c : nat) : R := total K (fun k => W k c) / INR K.

Definition margin (d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (k j i : nat) : R :=
  logit d W H k k i - logit d W H j k i.

(** The three sums of squares of the slack: W against r hbar, the mean row, the within-class scatter. *)

Definition unbalanced (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) : R :=
  total K (fun k => total d (fun c => (W k c - mean_row K W c - r * class_mean n H c k) ^ 2)).

Definition mean_row_norm (K d : nat) (W : nat -> nat -> R) : R := total d (fun c => mean_row K W c ^ 2).

Definition scatter (K n d : nat) (H : nat -> nat -> nat -> R) : R :=
  total d (fun c => total K (fun k => total n (fun i => (H c k i - class_mean n H c k) ^ 2))).

Definition slack (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R) : R :=
  1 / (2 * r) * (unbalanced K n d W H r + INR K * mean_row_norm K d W + scatter K n d H).

(** The square norm of the class means, and the inner product of a row of W with a class mean. *)

Definition mean_norm (K n d : nat) (H : nat -> nat -> nat -> R) : R :=
  total K (fun k => total d (fun c => class_mean n H c k ^ 2)).

Definition mean_logit (n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (j k : nat) : R :=
  total d (fun c => W j c * class_mean n H c k).

(** ** Sums: rewriting under the sign, squares, and Kronecker's delta. *)

#[global] Instance total_morphism : Proper (eq ==> pointwise_relation nat eq ==> eq) total.
Proof. intros n m <- f g E. apply total_ext. intros i _. apply E. Qed.

Lemma INR_nonzero n : (1 <= n)%nat -> INR n <> 0.
Proof. intros n_pos. apply not_0_INR. lia. Qed.

Lemma INR_pos n : (1 <= n)%nat -> 0 < INR n.
Proof. intros n_pos. apply lt_0_INR. lia. Qed.

Lemma INR_classes K : (2 <= K)%nat -> INR K <> 0.
Proof. intros two. apply INR_nonzero. lia. Qed.

Lemma INR_pred_pos n : (2 <= n)%nat -> 0 < INR n - 1.
Proof. intros two. apply le_INR in two. simpl in two. lra. Qed.

Lemma total_all_zero n f : (forall i, (i < n)%nat -> f i = 0) -> total n f = 0.
Proof. intros E. rewrite <- (total_zero n). apply total_ext, E. Qed.

Lemma total2_zero n m (f : nat -> nat -> R) :
  (forall i, (i < n)%nat -> forall j, (j < m)%nat -> f i j = 0) -> total n (fun i => total m (fun j => f i j)) = 0.
Proof. intros E. apply total_all_zero. intros i below. apply total_all_zero, E, below. Qed.

Lemma total_square_around n (h : nat -> R) a :
  total n (fun i => (h i - a) ^ 2) = total n (fun i => h i ^ 2) - 2 * a * total n (fun i => h i) + INR n * a ^ 2.
Proof.
  induction n as [|n IH].
  - simpl. ring.
  - cbn [total]. rewrite IH, S_INR. ring.
Qed.

Lemma total_square_around_both n (w h : nat -> R) a r :
  total n (fun k => (w k - a - r * h k) ^ 2) =
  total n (fun k => w k ^ 2) + INR n * a ^ 2 + r ^ 2 * total n (fun k => h k ^ 2)
  - 2 * a * total n (fun k => w k) - 2 * r * total n (fun k => w k * h k) + 2 * r * total n (fun k => a * h k).
Proof.
  induction n as [|n IH].
  - simpl. ring.
  - cbn [total]. rewrite IH, S_INR. ring.
Qed.

Lemma total_off_diagonal K k (f : nat -> R) :
  (k < K)%nat -> total K (fun j => (1 - delta j k) * f j) = total K f - f k.
Proof.
  intros k_class. rewrite <- (total_delta K k f k_class), <- total_minus.
  apply total_ext. intros j _. rewrite (delta_comm j k). ring.
Qed.

Lemma square_zero x : x ^ 2 = 0 -> x = 0.
Proof. intros E. nra. Qed.

Lemma square_nonneg x : 0 <= x ^ 2.
Proof. nra. Qed.

(** A double and a triple sum of squares vanishes only where every square does. *)

Lemma total2_square_nonneg n m (f : nat -> nat -> R) : 0 <= total n (fun i => total m (fun j => f i j ^ 2)).
Proof. apply total_nonneg. intros i _. apply total_nonneg. intros j _. apply square_nonneg. Qed.

Lemma total_square_zero n (f : nat -> R) :
  total n (fun i => f i ^ 2) = 0 -> forall i, (i < n)%nat -> f i = 0.
Proof.
  intros E i below. apply square_zero.
  apply (total_nonneg_zero n (fun j => f j ^ 2)); auto. intros j _. apply square_nonneg.
Qed.

Lemma total2_square_zero n m (f : nat -> nat -> R) :
  total n (fun i => total m (fun j => f i j ^ 2)) = 0 ->
  forall i, (i < n)%nat -> forall j, (j < m)%nat -> f i j = 0.
Proof.
  intros E i below. apply total_square_zero.
  apply (total_nonneg_zero n (fun i => total m (fun j => f i j ^ 2))); auto.
  intros k _. apply total_nonneg. intros j _. apply square_nonneg.
Qed.

(** ** The norms and the margins by the class means. *)

Section Means.
Variables K n d : nat.
Hypothesis classes : (2 <= K)%nat.
Hypothesis samples : (1 <= n)%nat.
Variable W : nat -> nat -> R.
Variable H : nat -> nat -> nat -> R.

Lemma total_row c : total K (fun k => W k c) = INR K * mean_row K W c.
Proof. unfold mean_row. field. apply INR_classes, classes. Qed.

Lemma total_class c k : total n (fun i => H c k i) = INR n * class_mean n H c k.
Proof. unfold class_mean. field. apply INR_nonzero. exact samples. Qed.

(** Steiner: the within-class scatter is |H|^2 - n |hbar|^2. *)
Lemma scatter_norms : scatter K n d H = feature_norm K n d H - INR n * mean_norm K n d H.
Proof.
  unfold scatter, feature_norm, mean_norm.
  rewrite total_swap with (n := K), <- total_scal, <- total_minus. apply total_ext. intros c _.
  rewrite <- total_scal, <- total_minus. apply total_ext. intros k _.
  rewrite total_square_around, total_class. ring.
Qed.

(** The sum of w_k . hbar_k, and K times that of wbar . hbar_k. *)
Definition own_logits : R := total K (fun k => mean_logit n d W H k k).
Definition all_logits : R := total K (fun k => total K (fun j => mean_logit n d W H j k)).

Lemma all_logits_row :
  all_logits = INR K * total d (fun c => total K (fun k => mean_row K W c * class_mean n H c k)).
Proof.
  unfold all_logits, mean_logit. rewrite total_swap with (n := d), <- total_scal. apply total_ext. intros k _.
  rewrite total_swap, <- total_scal. apply total_ext. intros c _.
  rewrite total_scal_r, total_row. ring.
Qed.

Lemma unbalanced_norms r :
  unbalanced K n d W H r =
  weight_norm K d W - INR K * mean_row_norm K d W + r ^ 2 * mean_norm K n d H
  - 2 * r * own_logits + 2 * r * (all_logits / INR K).
Proof.
  replace (all_logits / INR K) with (total d (fun c => total K (fun k => mean_row K W c * class_mean n H c k)))
    by (rewrite all_logits_row; field; apply INR_classes, classes).
  unfold unbalanced, weight_norm, mean_row_norm, mean_norm, own_logits, mean_logit.
  rewrite !total_swap with (n := K).
  rewrite <- !total_scal, <- total_minus, <- total_plus, <- total_minus, <- total_plus.
  apply total_ext. intros c _.
  rewrite total_square_around_both with (w := fun k => W k c) (h := fun k => class_mean n H c k).
  rewrite total_row. ring.
Qed.

Lemma total_logit j k : total n (fun i => logit d W H j k i) = INR n * mean_logit n d W H j k.
Proof.
  unfold logit, mean_logit. rewrite total_swap, <- total_scal. apply total_ext. intros c _.
  rewrite total_scal, total_class. ring.
Qed.

(** The sum of all m_kji - q over j other than k. *)
Definition margin_surplus (q : R) : R :=
  total K (fun k => total K (fun j => total n (fun i => (1 - delta j k) * (margin d W H k j i - q)))).

Lemma margins_of_pair q k j :
  total n (fun i => margin d W H k j i - q) = INR n * (mean_logit n d W H k k - mean_logit n d W H j k - q).
Proof.
  unfold margin. rewrite !total_minus, !total_logit, total_const. ring.
Qed.

Lemma margin_surplus_means q :
  margin_surplus q = INR n * (INR K * own_logits - all_logits) - INR n * INR K * (INR K - 1) * q.
Proof.
  unfold margin_surplus, own_logits, all_logits.
  transitivity (total K (fun k => INR n * (INR K * mean_logit n d W H k k - total K (fun j => mean_logit n d W H j k))
    - INR n * (INR K - 1) * q)).
  - apply total_ext. intros k k_class.
    setoid_rewrite total_scal. rewrite total_off_diagonal by exact k_class.
    setoid_rewrite margins_of_pair.
    rewrite total_scal, !total_minus, !total_const. ring.
  - rewrite total_minus, total_const, total_scal, total_minus, total_scal. ring.
Qed.

End Means.
