(** * The slack identity (I1).

    For r > 0 and every q, rho^2/(2r) - (K - 1) q is the slack S >= 0, plus (n - r^2)/(2r) times |hbar|^2, plus the mean
    over all samples of the sum of m_kji - q over the other classes j. At r^2 = n the middle term is 0. The slack
    vanishes exactly where w_k = r hbar_k, the rows of W have mean 0, and every feature is its class mean.

    Source: the identity behind [J], Lemma 3.1 and Theorem 3.3. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled.
Local Open Scope R_scope.

Theorem part_general :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q : R), 0 < r ->
  energy K n d W H / (2 * r) - (INR K - 1) * q =
  slack K n d W H r + (INR n - r ^ 2) / (2 * r) * mean_norm K n d H + margin_surplus K n d W H q / (INR n * INR K).
Proof.
  intros K n d classes samples _ W H r q r_pos.
  unfold slack, energy.
  rewrite unbalanced_norms, scatter_norms, margin_surplus_means by assumption.
  field. repeat split; try apply INR_nonzero; lia || lra.
Qed.

Theorem part_identity :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q : R), 0 < r ->
  r ^ 2 = INR n ->
  energy K n d W H / (2 * r) - (INR K - 1) * q =
  slack K n d W H r + margin_surplus K n d W H q / (INR n * INR K).
Proof.
  intros K n d classes samples features W H r q r_pos root.
  rewrite (part_general K n d classes samples features W H r q r_pos), root.
  unfold Rdiv. ring.
Qed.

(** ** The slack is a sum of squares. *)

Lemma scatter_nonneg K n d H : 0 <= scatter K n d H.
Proof. apply total_nonneg. intros c _. apply total2_square_nonneg. Qed.

Lemma unbalanced_nonneg K n d W H r : 0 <= unbalanced K n d W H r.
Proof. apply total2_square_nonneg. Qed.

Lemma mean_row_part_nonneg K d W : 0 <= INR K * mean_row_norm K d W.
Proof. apply Rmult_le_pos; [apply pos_INR|]. apply total_nonneg. intros c _. apply square_nonneg. Qed.

Lemma slack_nonneg K n d W H r : 0 < r -> 0 <= slack K n d W H r.
Proof.
  intros r_pos. apply Rmult_le_pos.
  - apply Rlt_le, Rdiv_lt_0_compat; lra.
  - pose proof (scatter_nonneg K n d H). pose proof (unbalanced_nonneg K n d W H r).
    pose proof (mean_row_part_nonneg K d W). lra.
Qed.

Theorem part_positive :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q : R), 0 < r ->
  slack K n d W H r >= 0.
Proof. intros K n d _ _ _ W H r q r_pos. apply Rle_ge, slack_nonneg, r_pos. Qed.

(** If the slack vanishes, so does each of its three sums of squares. *)
Lemma no_slack_parts K n d W H r :
  (2 <= K)%nat -> 0 < r -> slack K n d W H r = 0 ->
  unbalanced K n d W H r = 0 /\ mean_row_norm K d W = 0 /\ scatter K n d H = 0.
Proof.
  intros classes r_pos none.
  pose proof (scatter_nonneg K n d H). pose proof (unbalanced_nonneg K n d W H r).
  pose proof (mean_row_part_nonneg K d W).
  assert (sum : unbalanced K n d W H r + INR K * mean_row_norm K d W + scatter K n d H = 0).
  { apply Rmult_integral in none as [half|sum]; [|exact sum].
    assert (0 < 1 / (2 * r)) by (apply Rdiv_lt_0_compat; lra). lra. }
  assert (row : INR K * mean_row_norm K d W = 0) by lra.
  apply Rmult_integral in row as [no_classes|row].
  - exfalso. apply (INR_nonzero K); lia || assumption.
  - repeat split; lra.
Qed.

Theorem part_zero :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q : R), 0 < r ->
  (slack K n d W H r = 0 <->
   (forall k, (k < K)%nat -> forall c, (c < d)%nat -> W k c = r * class_mean n H c k) /\
   (forall c, (c < d)%nat -> mean_row K W c = 0) /\
   (forall c, (c < d)%nat -> forall k, (k < K)%nat -> forall i, (i < n)%nat -> H c k i = class_mean n H c k)).
Proof.
  intros K n d classes _ _ W H r q r_pos. split.
  - intros none. destruct (no_slack_parts K n d W H r classes r_pos none) as (balance & row & same).
    assert (centred : forall c, (c < d)%nat -> mean_row K W c = 0) by exact (total_square_zero d _ row).
    repeat split.
    + intros k k_class c feature.
      pose proof (total2_square_zero K d _ balance k k_class c feature) as E. cbv beta in E.
      rewrite (centred c feature) in E. lra.
    + exact centred.
    + intros c feature k k_class i sample.
      assert (E : total K (fun k => total n (fun i => (H c k i - class_mean n H c k) ^ 2)) = 0).
      { apply (total_nonneg_zero d
          (fun c => total K (fun k => total n (fun i => (H c k i - class_mean n H c k) ^ 2)))); auto.
        intros c' _. apply total2_square_nonneg. }
      pose proof (total2_square_zero K n _ E k k_class i sample) as E'. cbv beta in E'. lra.
  - intros (rows & centred & same).
    assert (balance : unbalanced K n d W H r = 0).
    { apply total2_zero. intros k k_class c feature.
      rewrite (rows k k_class c feature), (centred c feature). ring. }
    assert (row : mean_row_norm K d W = 0).
    { apply total_all_zero. intros c feature. rewrite (centred c feature). ring. }
    assert (cluster : scatter K n d H = 0).
    { apply total_all_zero. intros c feature. apply total2_zero. intros k k_class i sample.
      rewrite (same c feature k k_class i sample) at 1. ring. }
    unfold slack. rewrite balance, row, cluster. ring.
Qed.
