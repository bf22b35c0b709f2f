(** * [J], Theorem 3.3: the smallest loss at a given norm is at neural collapse.

    L >= n K log(1 + (K - 1) e^{-B}) with B = rho^2/(2 sqrt n (K - 1)), with equality exactly at neural collapse with
    W = sqrt n hbar and |hbar_k|^2 = rho^2/(2 n K). The difference is a sum of relative entropies plus p n K times the
    slack: no slack gives NC1, NC3 and centred means, and no entropy makes every margin B. Collapse with any length e
    and factor C > 0 is of this kind exactly when the weights and the features have equal norms: C = sqrt n. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled PeeledCollapse PeeledEntropy.
From Symflow.claims Require slack_identity kl_identity.
Local Open Scope R_scope.

Section Floor.
Variables K n d : nat.
Hypothesis classes : (2 <= K)%nat.
Hypothesis samples : (1 <= n)%nat.
Hypothesis features : (1 <= d)%nat.
Variable W : nat -> nat -> R.
Variable H : nat -> nat -> nat -> R.
Variable r : R.
Hypothesis r_pos : 0 < r.
Hypothesis root : r ^ 2 = INR n.

Let B := level K n d W H r.
Let floor := INR n * INR K * ln (partition K n d W H r).
Let entropies := total K (fun k => total n (fun i => entropy K n d W H r k i)).
Let penalty := other_mass K n d W H r * INR n * INR K * slack K n d W H r.

Lemma loss_above_floor : loss K n d W H = floor + entropies + penalty.
Proof. exact (kl_identity.part_identity K n d classes samples features W H r r_pos root). Qed.

Lemma sample_entropies_nonneg k : (k < K)%nat -> 0 <= total n (fun i => entropy K n d W H r k i).
Proof. intros k_class. apply total_nonneg. intros i _. apply entropy_nonneg; assumption. Qed.

Lemma entropies_nonneg : 0 <= entropies.
Proof. apply total_nonneg. intros k k_class. apply sample_entropies_nonneg, k_class. Qed.

Lemma weight_pos : 0 < other_mass K n d W H r * INR n * INR K.
Proof.
  pose proof (other_mass_pos K n d classes W H r). pose proof (INR_pos n samples).
  pose proof (INR_pred_pos K classes).
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption|lra].
Qed.

Lemma penalty_nonneg : 0 <= penalty.
Proof. apply Rmult_le_pos; [apply Rlt_le, weight_pos|apply slack_identity.slack_nonneg, r_pos]. Qed.

(** ** At the floor: no slack and no entropy, hence every margin is B and the class means are a simplex. *)

Lemma no_slack_at_floor : loss K n d W H = floor -> slack K n d W H r = 0.
Proof.
  intros least. pose proof loss_above_floor. pose proof entropies_nonneg. pose proof penalty_nonneg.
  assert (none : penalty = 0) by lra.
  apply Rmult_integral in none as [weightless|none]; [|exact none].
  pose proof weight_pos. lra.
Qed.

Lemma no_entropy_at_floor :
  loss K n d W H = floor -> forall k, (k < K)%nat -> forall i, (i < n)%nat -> entropy K n d W H r k i = 0.
Proof.
  intros least k k_class i sample.
  pose proof loss_above_floor. pose proof entropies_nonneg. pose proof penalty_nonneg.
  assert (none : entropies = 0) by lra.
  pose proof (total_nonneg_zero K _ sample_entropies_nonneg none k k_class) as column.
  apply (total_nonneg_zero n (fun i => entropy K n d W H r k i)); auto.
  intros i' _. apply entropy_nonneg; assumption.
Qed.

Lemma margin_at_floor k j i :
  loss K n d W H = floor -> (k < K)%nat -> (j < K)%nat -> (i < n)%nat ->
  margin d W H k j i = B * (1 - delta j k).
Proof.
  intros least k_class j_class sample.
  pose proof (no_entropy_at_floor least k k_class i sample) as none.
  pose proof (fun l below => entropy_zero K n d classes W H r k i k_class none l below) as same.
  pose proof (f_equal ln (same k k_class)) as own. pose proof (f_equal ln (same j j_class)) as other.
  rewrite ln_prob, ln_mass in own, other by exact classes.
  rewrite delta_same in own. fold B in own, other. unfold margin. lra.
Qed.

Lemma floor_length : (INR K - 1) * B / (r * INR K) = energy K n d W H / (2 * INR n * INR K).
Proof.
  pose proof (INR_pred_pos K classes). unfold B, level. rewrite <- root. field. lra.
Qed.

Lemma collapsed_at_floor :
  loss K n d W H = floor -> collapsed K n d W H (energy K n d W H / (2 * INR n * INR K)) r.
Proof.
  intros least. pose proof (no_slack_at_floor least) as none.
  apply (slack_identity.part_zero K n d classes samples features W H r 0 r_pos) in none
    as (rows & centred & same).
  repeat split; [exact same| |exact rows].
  rewrite <- floor_length. apply (simplex_of_gaps K n d classes H r B r_pos).
  - intros c feature. apply (centred_means K n d classes W H r c r_pos feature rows (centred c feature)).
  - intros j j_class k k_class.
    rewrite <- (margin_aligned K n d W H r k j 0) by (assumption || lia).
    apply margin_at_floor; assumption || lia.
Qed.

(** ** At collapse every margin is B, and the loss of every sample is log T. *)

Lemma margin_at_collapse k j i :
  collapsed K n d W H (energy K n d W H / (2 * INR n * INR K)) r -> (k < K)%nat -> (j < K)%nat -> (i < n)%nat ->
  margin d W H k j i = B * (1 - delta j k).
Proof.
  intros collapse k_class j_class sample.
  rewrite (margin_collapsed K n d classes W H _ r k j i collapse) by assumption.
  pose proof (INR_pred_pos K classes). unfold B, level. rewrite <- root. field. lra.
Qed.

Lemma total_powers k : (k < K)%nat -> total K (fun j => exp (- (B * (1 - delta j k)))) = partition K n d W H r.
Proof.
  intros k_class.
  transitivity (total K (fun j => (1 - delta j k) * exp (- B) + delta k j * 1)).
  - apply total_ext. intros j _. rewrite (delta_comm k j). destruct (Nat.eq_dec j k) as [->|other].
    + rewrite delta_same, Rminus_diag_eq, Rmult_0_r, Ropp_0, exp_0 by reflexivity. ring.
    + rewrite (delta_other j k other), Rminus_0_r, Rmult_1_r. ring.
  - rewrite total_plus, total_off_diagonal, total_const by exact k_class.
    rewrite (total_delta K k (fun _ => 1)) by exact k_class. unfold partition. fold B. ring.
Qed.

Lemma sample_loss_at_collapse k i :
  collapsed K n d W H (energy K n d W H / (2 * INR n * INR K)) r -> (k < K)%nat -> (i < n)%nat ->
  - logit d W H k k i + ln (total K (fun j => exp (logit d W H j k i))) = ln (partition K n d W H r).
Proof.
  intros collapse k_class sample.
  assert (logits : total K (fun j => exp (logit d W H j k i)) = exp (logit d W H k k i) * partition K n d W H r).
  { rewrite <- (total_powers k k_class), <- total_scal. apply total_ext. intros j j_class.
    rewrite <- exp_plus, <- (margin_at_collapse k j i) by assumption. f_equal. unfold margin. ring. }
  rewrite logits, ln_mult, ln_exp; [ring|apply exp_pos|apply partition_pos, classes].
Qed.

Lemma floor_at_collapse :
  collapsed K n d W H (energy K n d W H / (2 * INR n * INR K)) r -> loss K n d W H = floor.
Proof.
  intros collapse. unfold loss.
  transitivity (total K (fun _ => total n (fun _ => ln (partition K n d W H r)))).
  - apply total_ext. intros k k_class. apply total_ext. intros i sample. apply sample_loss_at_collapse; assumption.
  - rewrite !total_const. unfold floor. ring.
Qed.

(** ** Equal norms fix the two constants of collapse. *)

Lemma equal_norms_factor e C :
  0 < e -> 0 < C -> collapsed K n d W H e C -> weight_norm K d W = feature_norm K n d H -> C = r.
Proof.
  intros e_pos C_pos collapse equal. pose proof (INR_pred_pos K classes).
  rewrite (weight_norm_collapsed K n d classes W H e C collapse),
    (feature_norm_collapsed K n d classes samples W H e C collapse), <- root in equal.
  apply Rmult_eq_reg_r in equal; [|apply Rgt_not_eq, Rmult_lt_0_compat; lra].
  assert (E : (C - r) * (C + r) = 0) by (ring_simplify; lra).
  apply Rmult_integral in E as [E|E]; lra.
Qed.

Lemma equal_norms_length e :
  collapsed K n d W H e r -> e = energy K n d W H / (2 * INR n * INR K).
Proof.
  intros collapse. pose proof (INR_pred_pos K classes). unfold energy.
  rewrite (weight_norm_collapsed K n d classes W H e r collapse),
    (feature_norm_collapsed K n d classes samples W H e r collapse), <- root. field. lra.
Qed.

End Floor.

Theorem part_floor :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  loss K n d W H >= INR n * INR K * ln (1 + (INR K - 1) * exp (- level K n d W H r)).
Proof.
  intros K n d classes samples features W H r e C r_pos _ _ root.
  rewrite (loss_above_floor K n d classes samples features W H r r_pos root).
  pose proof (entropies_nonneg K n d classes W H r). pose proof (penalty_nonneg K n d classes samples W H r r_pos).
  unfold partition. lra.
Qed.

Theorem part_equality :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  (loss K n d W H = INR n * INR K * ln (partition K n d W H r) <->
   collapsed K n d W H (energy K n d W H / (2 * INR n * INR K)) r).
Proof.
  intros K n d classes samples features W H r e C r_pos _ _ root. split.
  - apply collapsed_at_floor; assumption.
  - apply floor_at_collapse; assumption.
Qed.

Theorem part_constants :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  collapsed K n d W H e C /\ weight_norm K d W = feature_norm K n d H ->
  C = r /\ e = energy K n d W H / (2 * INR n * INR K).
Proof.
  intros K n d classes samples features W H r e C r_pos e_pos C_pos root [collapse equal].
  assert (C = r) as -> by (apply (equal_norms_factor K n d) with (W := W) (H := H) (e := e); assumption).
  split; [reflexivity|]. apply equal_norms_length with (r := r); assumption.
Qed.

Theorem part_optimal :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  collapsed K n d W H e C /\ weight_norm K d W = feature_norm K n d H ->
  loss K n d W H = INR n * INR K * ln (partition K n d W H r).
Proof.
  intros K n d classes samples features W H r e C r_pos e_pos C_pos root [collapse equal].
  destruct (part_constants K n d classes samples features W H r e C r_pos e_pos C_pos root (conj collapse equal))
    as [factor length].
  apply floor_at_collapse; try assumption. rewrite <- length, <- factor. exact collapse.
Qed.

Theorem part_norms :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r e C : R), 0 < r -> 0 < e -> 0 < C ->
  r ^ 2 = INR n ->
  collapsed K n d W H e C /\ C = r ->
  weight_norm K d W = feature_norm K n d H.
Proof.
  intros K n d classes samples features W H r e C r_pos _ _ root [collapse ->].
  rewrite (weight_norm_collapsed K n d classes W H e r collapse),
    (feature_norm_collapsed K n d classes samples W H e r collapse), root. reflexivity.
Qed.
