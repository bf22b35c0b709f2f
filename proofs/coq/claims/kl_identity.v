(** * The entropy identity (I2).

    For r > 0 the loss is n K log(1 + (K - 1) e^{-B}), plus the relative entropies KL(y_k || P_ki) of all samples, plus
    p n K times the slack, plus p n K (n - r^2)/(2r) |hbar|^2, which vanishes at r^2 = n. The relative entropies are not
    negative, and they all vanish exactly where P = y.

    Source: the identity behind [J], Theorem 3.3. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Peeled PeeledEntropy.
From Symflow.claims Require slack_identity.
Local Open Scope R_scope.

Theorem part_masses :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  forall j, (j < K)%nat -> forall k, (k < K)%nat ->
  mass K n d W H r j k = other_mass K n d W H r + (1 - INR K * other_mass K n d W H r) * delta j k.
Proof. intros K n d classes _ _ W H r _ j _ k _. apply mass_line, classes. Qed.

Theorem part_logarithms :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  forall j, (j < K)%nat -> forall k, (k < K)%nat ->
  ln (mass K n d W H r j k) = - (level K n d W H r * (1 - delta j k)) - ln (partition K n d W H r).
Proof. intros K n d classes _ _ W H r _ j _ k _. apply ln_mass, classes. Qed.

(** ** The relative entropy of one sample: its loss, and p times the sum of its margins. *)

Definition sample_loss (K d : nat) (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (k i : nat) : R :=
  - logit d W H k k i + ln (total K (fun j => exp (logit d W H j k i))).

Section Columns.
Variables K n d : nat.
Hypothesis classes : (2 <= K)%nat.
Variable W : nat -> nat -> R.
Variable H : nat -> nat -> nat -> R.
Variable r : R.

Let B := level K n d W H r.
Let p := other_mass K n d W H r.
Let log_T := ln (partition K n d W H r).
Let log_norm k i := ln (total K (fun l => exp (logit d W H l k i))).

(** The term of class j, with mass p off the diagonal and 1 - (K - 1) p on it. *)
Lemma entropy_term j k i :
  mass K n d W H r j k * (ln (mass K n d W H r j k) - ln (prob K d W H j k i)) =
  (1 - delta j k) * (p * (- B - log_T - logit d W H j k i + log_norm k i))
  + delta k j * ((1 - (INR K - 1) * p) * (- log_T - logit d W H j k i + log_norm k i)).
Proof.
  rewrite ln_mass, ln_prob, mass_line by exact classes.
  rewrite (delta_comm k j). fold B p log_T (log_norm k i).
  destruct (Nat.eq_dec j k) as [->|other].
  - rewrite delta_same. ring.
  - rewrite (delta_other j k other). ring.
Qed.

Lemma entropy_column k i :
  (k < K)%nat ->
  entropy K n d W H r k i =
  sample_loss K d W H k i - log_T - (INR K - 1) * (p * B)
  + p * total K (fun j => (1 - delta j k) * (margin d W H k j i - 0)).
Proof.
  intros k_class. unfold entropy, sample_loss, margin. setoid_rewrite entropy_term.
  rewrite total_plus, !total_off_diagonal by exact k_class.
  rewrite (total_delta K k (fun j => (1 - (INR K - 1) * p) * (- log_T - logit d W H j k i + log_norm k i)))
    by exact k_class.
  rewrite total_scal, total_plus, !total_minus, !total_const. fold (log_norm k i). ring.
Qed.

Lemma entropies_and_loss :
  total K (fun k => total n (fun i => entropy K n d W H r k i)) =
  loss K n d W H - INR n * INR K * log_T - INR n * INR K * ((INR K - 1) * (p * B)) + p * margin_surplus K n d W H 0.
Proof.
  transitivity (total K (fun k =>
    total n (sample_loss K d W H k) - INR n * (log_T + (INR K - 1) * (p * B))
    + p * total K (fun j => total n (fun i => (1 - delta j k) * (margin d W H k j i - 0))))).
  - apply total_ext. intros k k_class.
    setoid_rewrite entropy_column; [|exact k_class].
    rewrite total_plus, !total_minus, !total_const, total_scal, total_swap. ring.
  - rewrite total_plus, total_minus, total_const, total_scal.
    unfold loss, margin_surplus, sample_loss. ring.
Qed.

End Columns.

Theorem part_general :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  loss K n d W H =
  INR n * INR K * ln (partition K n d W H r) + total K (fun k => total n (fun i => entropy K n d W H r k i))
  + other_mass K n d W H r * INR n * INR K * (slack K n d W H r + (INR n - r ^ 2) / (2 * r) * mean_norm K n d H).
Proof.
  intros K n d classes samples features W H r r_pos.
  pose proof (INR_pred_pos K classes) as more. pose proof (INR_pos n samples) as n_pos.
  pose proof (slack_identity.part_general K n d classes samples features W H r 0 r_pos) as identity.
  assert (paid : (INR K - 1) * level K n d W H r = energy K n d W H / (2 * r)) by (unfold level; field; lra).
  assert (surplus : margin_surplus K n d W H 0 = INR n * INR K * ((INR K - 1) * level K n d W H r
    - (slack K n d W H r + (INR n - r ^ 2) / (2 * r) * mean_norm K n d H))).
  { rewrite paid. replace (energy K n d W H / (2 * r)) with (energy K n d W H / (2 * r) - (INR K - 1) * 0) by ring.
    rewrite identity. field. lra. }
  rewrite entropies_and_loss, surplus by exact classes. ring.
Qed.

Theorem part_identity :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  r ^ 2 = INR n ->
  loss K n d W H =
  INR n * INR K * ln (partition K n d W H r) + total K (fun k => total n (fun i => entropy K n d W H r k i))
  + other_mass K n d W H r * INR n * INR K * slack K n d W H r.
Proof.
  intros K n d classes samples features W H r r_pos root.
  rewrite (part_general K n d classes samples features W H r r_pos), root. unfold Rdiv. ring.
Qed.

Theorem part_positive :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  forall i, (i < n)%nat -> forall k, (k < K)%nat -> entropy K n d W H r k i >= 0.
Proof. intros K n d classes _ _ W H r _ i _ k k_class. apply Rle_ge, entropy_nonneg; assumption. Qed.

Theorem part_zero :
  forall K n d : nat, (2 <= K)%nat -> (1 <= n)%nat -> (1 <= d)%nat ->
  forall (W : nat -> nat -> R) (H : nat -> nat -> nat -> R) (r : R), 0 < r ->
  ((forall k, (k < K)%nat -> forall i, (i < n)%nat -> entropy K n d W H r k i = 0) <->
   (forall j, (j < K)%nat -> forall k, (k < K)%nat -> forall i, (i < n)%nat ->
     prob K d W H j k i = mass K n d W H r j k)).
Proof.
  intros K n d classes _ _ W H r _. split.
  - intros none j j_class k k_class i sample. apply entropy_zero; auto.
  - intros same k k_class i sample. apply total_all_zero. intros j j_class.
    rewrite (same j j_class k k_class i sample). ring.
Qed.
