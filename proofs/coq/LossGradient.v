(** * The gradient of the cross-entropy loss in one entry of a factor

    For K classes, one sample a class, and logits Z = W H, the loss is sum_j (- Z_jj + log sum_i exp Z_ij). One
    column has the derivative sum_i (P_ij - delta_ij) Z_ij', where P is the columnwise softmax of Z. Hence
    dL/dW_ic = sum_j (P_ij - delta_ij) H_cj and dL/dH_cj = sum_i W_ic (P_ij - delta_ij). *)

From Coq Require Import Arith Lra.
From Symflow Require Import Prelude Sums Derivatives.
Local Open Scope R_scope.

Section Loss.
Variables K d : nat.
Hypothesis some_class : (0 < K)%nat.

Definition logit (W H : nat -> nat -> R) (i j : nat) : R := total d (fun c => W i c * H c j).
Definition loss (W H : nat -> nat -> R) : R :=
  total K (fun j => - logit W H j j + ln (total K (fun i => exp (logit W H i j)))).
Definition softmax (z : nat -> R) (i : nat) : R := exp (z i) / total K (fun h => exp (z h)).
Definition residual (W H : nat -> nat -> R) (i j : nat) : R := softmax (fun h => logit W H h j) i - delta j i.
Definition gradient_W (W H : nat -> nat -> R) (i c : nat) : R := total K (fun j => residual W H i j * H c j).
Definition gradient_H (W H : nat -> nat -> R) (c j : nat) : R := total K (fun i => W i c * residual W H i j).

Lemma partition_positive z : 0 < total K (fun h => exp (z h)).
Proof. apply total_pos; [exact some_class | intros; apply exp_pos]. Qed.

(** ** One column: the derivative of - z_j + log sum_i exp z_i *)

Lemma column_derivative (z : R -> nat -> R) (v : nat -> R) (x : R) (j : nat) : (j < K)%nat ->
  (forall i, (i < K)%nat -> derivable_pt_lim (fun u => z u i) x (v i)) ->
  derivable_pt_lim (fun u => - z u j + ln (total K (fun i => exp (z u i)))) x
    (total K (fun i => (softmax (z x) i - delta j i) * v i)).
Proof.
  intros below D.
  assert (derivable_pt_lim (fun u => total K (fun i => exp (z u i))) x (total K (fun i => exp (z x i) * v i)))
    as partition.
  { apply (total_derivative K (fun u i => exp (z u i)) (fun i => exp (z x i) * v i)).
    intros i inside. exact (derivative_exp (fun u => z u i) x _ (D i inside)). }
  refine (derivative_value _ _ _ _ _ (derivative_plus _ _ x _ _ (derivative_opp _ x _ (D j below))
    (derivative_ln _ x _ (partition_positive (z x)) partition))).
  unfold Rdiv. rewrite <- total_scal_r, <- (total_delta K j v below) at 1. rewrite <- total_opp, <- total_plus.
  apply total_ext. intros i _. unfold softmax, Rdiv. ring.
Qed.

(** ** One entry replaced *)

Lemma update2_same f i j i' j' : update2 f i j (f i j) i' j' = f i' j'.
Proof.
  unfold update2. destruct (Nat.eqb_spec i' i) as [-> | other]; [| reflexivity].
  destruct (Nat.eqb_spec j' j) as [-> | other]; reflexivity.
Qed.

Lemma update2_derivative f i j i' j' x : derivable_pt_lim (fun u => update2 f i j u i' j') x (delta i i' * delta j j').
Proof.
  unfold update2, delta. rewrite (Nat.eqb_sym i i'), (Nat.eqb_sym j j').
  destruct (i' =? i)%nat, (j' =? j)%nat; simpl.
  - rewrite Rmult_1_r. apply derivative_id.
  - rewrite Rmult_0_r. apply derivative_const.
  - rewrite Rmult_0_l. apply derivative_const.
  - rewrite Rmult_0_l. apply derivative_const.
Qed.

Lemma logit_derivative_W W H i c i' j : (c < d)%nat ->
  derivable_pt_lim (fun x => logit (update2 W i c x) H i' j) (W i c) (delta i i' * H c j).
Proof.
  intros below. apply (derivative_value _ _ (total d (fun c' => delta i i' * delta c c' * H c' j))).
  - rewrite <- (total_delta d c (fun c' => H c' j) below), <- total_scal. apply total_ext. intros c' _. ring.
  - apply (total_derivative d (fun x c' => update2 W i c x i' c' * H c' j)). intros c' _.
    apply derivative_scal_r, update2_derivative.
Qed.

Lemma logit_derivative_H W H c j i j' : (c < d)%nat ->
  derivable_pt_lim (fun x => logit W (update2 H c j x) i j') (H c j) (delta j j' * W i c).
Proof.
  intros below. apply (derivative_value _ _ (total d (fun c' => W i c' * (delta c c' * delta j j')))).
  - rewrite <- (total_delta d c (fun c' => W i c') below), <- total_scal. apply total_ext. intros c' _. ring.
  - apply (total_derivative d (fun x c' => W i c' * update2 H c j x c' j')). intros c' _.
    apply derivative_scal, update2_derivative.
Qed.

(** ** The gradient *)

Lemma softmax_ext z z' i : (forall h, (h < K)%nat -> z h = z' h) -> (i < K)%nat -> softmax z i = softmax z' i.
Proof.
  intros same below. unfold softmax. rewrite (same i below). f_equal. apply total_ext.
  intros h inside. now rewrite (same h inside).
Qed.

Lemma loss_derivative_W W H i c : (i < K)%nat -> (c < d)%nat ->
  derivable_pt_lim (fun x => loss (update2 W i c x) H) (W i c) (gradient_W W H i c).
Proof.
  intros row below. apply (total_derivative K (fun x j => - logit (update2 W i c x) H j j +
    ln (total K (fun i' => exp (logit (update2 W i c x) H i' j)))) (fun j => residual W H i j * H c j)).
  intros j column. refine (derivative_value _ _ _ _ _ (column_derivative
    (fun x i' => logit (update2 W i c x) H i' j) (fun i' => delta i i' * H c j) (W i c) j column
    (fun i' _ => logit_derivative_W W H i c i' j below))).
  rewrite <- (total_delta K i (fun i' => residual W H i' j * H c j) row). apply total_ext. intros i' inside.
  unfold residual. rewrite (softmax_ext _ (fun h => logit W H h j) i'); [ring | | exact inside].
  intros h _. apply total_ext. intros c' _. now rewrite update2_same.
Qed.

Lemma loss_derivative_H W H c j : (c < d)%nat -> (j < K)%nat ->
  derivable_pt_lim (fun x => loss W (update2 H c j x)) (H c j) (gradient_H W H c j).
Proof.
  intros below column.
  apply (derivative_value _ _ (total K (fun j' => delta j j' * total K (fun i => W i c * residual W H i j')))).
  { exact (total_delta K j (fun j' => total K (fun i => W i c * residual W H i j')) column). }
  apply (total_derivative K (fun x j' => - logit W (update2 H c j x) j' j' +
    ln (total K (fun i => exp (logit W (update2 H c j x) i j'))))).
  intros j' inside. refine (derivative_value _ _ _ _ _ (column_derivative
    (fun x i => logit W (update2 H c j x) i j') (fun i => delta j j' * W i c) (H c j) j' inside
    (fun i _ => logit_derivative_H W H c j i j' below))).
  rewrite <- total_scal. apply total_ext. intros i row.
  unfold residual. rewrite (softmax_ext _ (fun h => logit W H h j') i); [ring | | exact row].
  intros h _. apply total_ext. intros c' _. now rewrite update2_same.
Qed.
End Loss.
