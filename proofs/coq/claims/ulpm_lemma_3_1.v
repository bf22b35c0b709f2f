(** * [J], Lemma 3.1: the smallest margin against the norm.

    If all margins are at least q then (K - 1) q <= rho^2/(2 sqrt n). Equality holds exactly at neural collapse with
    W = sqrt n hbar. Both follow from the slack identity: the difference of the two sides is the slack plus the mean of
    the surpluses m_kji - q, and none of these is negative. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled PeeledCollapse.
From Symflow.claims Require slack_identity.
Local Open Scope R_scope.

(** All margins are at least q. *)
Definition margins_from (K n d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (q : R) : Prop :=
  forall k, (k < K)%nat -> forall j, (j < K)%nat -> forall i, (i < n)%nat ->
  (1 - delta j k) * (margin d W H k j i - q) >= 0.

Lemma surplus_row_nonneg K n d W H q k j :
  margins_from K n d W H q -> (k < K)%nat -> (j < K)%nat ->
  0 <= total n (fun i => (1 - delta j k) * (margin d W H k j i - q)).
Proof. intros bounded k_class j_class. apply total_nonneg. intros i sample. apply Rge_le, bounded; assumption. Qed.

Lemma margin_surplus_nonneg K n d W H q : margins_from K n d W H q -> 0 <= margin_surplus K n d W H q.
Proof.
  intros bounded. apply total_nonneg. intros k k_class. apply total_nonneg. intros j j_class.
  apply surplus_row_nonneg with (K := K); assumption.
Qed.

Lemma margin_surplus_zero K n d W H q :
  margins_from K n d W H q -> margin_surplus K n d W H q = 0 ->
  forall k, (k < K)%nat -> forall j, (j < K)%nat -> forall i, (i < n)%nat ->
  (1 - delta j k) * (margin d W H k j i - q) = 0.
Proof.
  intros bounded none k k_class j j_class i sample.
  pose proof (fun k' below j' below' => surplus_row_nonneg K n d W H q k' j' bounded below below') as rows.
  pose proof (total_nonneg_zero K _ (fun k' below => total_nonneg K _ (rows k' below)) none k k_class) as E.
  pose proof (total_nonneg_zero K _ (rows k k_class) E j j_class) as E'.
  apply (total_nonneg_zero n (fun i => (1 - delta j k) * (margin d W H k j i - q))); auto.
  intros i' sample'. apply Rge_le, bounded; assumption.
Qed.

Theorem part_bound :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n -> margins_from K n d W H q ->
  (INR K - 1) * q <= energy K n d W H / (2 * r).
Proof.
  intros K n d classes samples features W H r q e C r_pos _ _ root bounded.
  pose proof (slack_identity.part_identity K n d classes samples features W H r q r_pos root) as identity.
  pose proof (slack_identity.slack_nonneg K n d W H r r_pos).
  assert (0 <= margin_surplus K n d W H q / (INR n * INR K)).
  { apply Rmult_le_pos; [apply margin_surplus_nonneg, bounded|].
    apply Rlt_le, Rinv_0_lt_compat, Rmult_lt_0_compat; apply INR_pos; lia. }
  lra.
Qed.

(** Where the bound is tight, there is no slack and all margins are q. *)
Lemma tight_parts K n d W H r q :
  (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat -> 0 < r -> r ^ 2 = INR n ->
  margins_from K n d W H q -> (INR K - 1) * q = energy K n d W H / (2 * r) ->
  slack K n d W H r = 0 /\ margin_surplus K n d W H q = 0.
Proof.
  intros classes samples features r_pos root bounded tight.
  pose proof (slack_identity.part_identity K n d classes samples features W H r q r_pos root) as identity.
  pose proof (slack_identity.slack_nonneg K n d W H r r_pos) as slack_pos.
  pose proof (margin_surplus_nonneg K n d W H q bounded) as surplus_pos.
  assert (weight : 0 < / (INR n * INR K)).
  { apply Rinv_0_lt_compat, Rmult_lt_0_compat; apply INR_pos; lia. }
  pose proof (Rmult_le_pos _ _ surplus_pos (Rlt_le _ _ weight)). unfold Rdiv in *.
  assert (none : margin_surplus K n d W H q * / (INR n * INR K) = 0) by lra.
  split; [lra|]. apply Rmult_integral in none as [none|none]; lra.
Qed.

Lemma tight_collapsed K n d W H r q :
  (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat -> 0 < r -> r ^ 2 = INR n ->
  margins_from K n d W H q -> (INR K - 1) * q = energy K n d W H / (2 * r) ->
  collapsed K n d W H ((INR K - 1) * q / (r * INR K)) r.
Proof.
  intros classes samples features r_pos root bounded tight.
  destruct (tight_parts K n d W H r q) as [none equal]; try assumption.
  pose proof (margin_surplus_zero K n d W H q bounded equal) as gaps.
  apply (slack_identity.part_zero K n d classes samples features W H r q r_pos) in none
    as (rows & centred & same).
  repeat split; [exact same| |exact rows].
  apply (simplex_of_gaps K n d classes H r q r_pos).
  - intros c feature. apply (centred_means K n d classes W H r c r_pos feature rows (centred c feature)).
  - intros j j_class k k_class.
    rewrite <- (margin_aligned K n d W H r k j 0) by (assumption || lia).
    pose proof (gaps k k_class j j_class 0%nat ltac:(lia)) as gap.
    destruct (Nat.eq_dec j k) as [->|other].
    + rewrite delta_same. unfold margin. ring.
    + rewrite (delta_other j k other) in *. lra.
Qed.

Lemma collapsed_norm K n d W H r len :
  (2 <= K)%nat -> (1 <= n)%nat -> 0 < r -> r ^ 2 = INR n -> collapsed K n d W H len r ->
  energy K n d W H / (2 * r) = r * INR K * len.
Proof.
  intros classes samples r_pos root collapse. unfold energy.
  rewrite (weight_norm_collapsed K n d classes W H len r collapse),
    (feature_norm_collapsed K n d classes samples W H len r collapse), <- root. field. lra.
Qed.

Theorem part_equality :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  (margins_from K n d W H q /\ (INR K - 1) * q = energy K n d W H / (2 * r) <->
   collapsed K n d W H ((INR K - 1) * q / (r * INR K)) r).
Proof.
  intros K n d classes samples features W H r q e C r_pos _ _ root.
  pose proof (INR_pred_pos K classes). split.
  - intros [bounded tight]. apply tight_collapsed; assumption.
  - intros collapse. split.
    + intros k k_class j j_class i sample. apply Req_ge.
      rewrite (margin_collapsed K n d classes W H _ r k j i collapse) by assumption.
      destruct (Nat.eq_dec j k) as [->|other].
      * rewrite delta_same. ring.
      * rewrite (delta_other j k other). field. lra.
    + rewrite (collapsed_norm K n d W H r _ classes samples r_pos root collapse). field. lra.
Qed.

Theorem part_length :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  (INR K - 1) * q = energy K n d W H / (2 * r) /\ energy K n d W H > 0 ->
  (INR K - 1) * q / (r * INR K) > 0.
Proof.
  intros K n d classes samples features W H r q e C r_pos _ _ root [tight not_zero].
  rewrite tight.
  apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_lt_0_compat; [exact r_pos|apply INR_pos; lia].
Qed.

Theorem part_attained :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r q e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  same_features K n d H /\ simplex_means K n d H e /\ aligned_rows K n d W H C /\ C = r ->
  (forall k, (k < K)%nat -> forall j, (j < K)%nat -> forall i, (i < n)%nat ->
    (1 - delta j k) * (margin d W H k j i - r * INR K * e / (INR K - 1)) = 0) /\
  (INR K - 1) * (r * INR K * e / (INR K - 1)) = energy K n d W H / (2 * r).
Proof.
  intros K n d classes samples features W H r q e C r_pos _ _ root (same & simplex & rows & ->).
  assert (collapse : collapsed K n d W H e r) by (repeat split; assumption).
  pose proof (INR_pred_pos K classes). split.
  - intros k k_class j j_class i sample.
    rewrite (margin_collapsed K n d classes W H e r k j i collapse) by assumption.
    destruct (Nat.eq_dec j k) as [->|other].
    + rewrite delta_same. ring.
    + rewrite (delta_other j k other). field. lra.
  - rewrite (collapsed_norm K n d W H r e classes samples r_pos root collapse). field. lra.
Qed.
