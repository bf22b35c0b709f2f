(** * The singular vectors stay frozen ([G], abstract)

    Let a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k. Then W = U diag(a) R^* and H = R diag(b) U^* with constant U
    and R solve W' = - dL/dW, H' = - dL/dH: both sides of the first equation are the classifier with the modes (1
    - pi_k) b_k, both sides of the second are the features with the modes (1 - pi_k) a_k. And the flow of the
    factors through a point is unique. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex Groups Derivatives Modes LossGradient Lift MatrixFlow.
Local Open Scope R_scope.

Section Frozen.
Variables (A : abelian) (d : nat).
Notation K := (order A).
Hypothesis at_least_two : (2 <= K)%nat.
Hypothesis some_feature : (1 <= d)%nat.

Definition rate (a b : nat -> R) (k : nat) : R := 1 - modes A (fun k => a k * b k) k.

Lemma rate_even a b : even A a -> even A b -> even A (rate a b).
Proof. intros Ea Eb k below. unfold rate. now rewrite (modes_even A _ (even_product A a b Ea Eb) k below). Qed.

(** ** The gradient at a lifted spectrum *)

Section Gradient.
Variables (R_ : nat -> nat -> complex) (a b : nat -> R).
Hypothesis a_even : even A a.
Hypothesis b_even : even A b.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k).
Hypothesis orthonormal : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).
Notation W := (classifier A R_ a).
Notation H := (features A R_ b).

Lemma residual_group_matrix i j : (i < K)%nat -> (j < K)%nat ->
  residual K d W H i j = probabilities A (fun k => a k * b k) (gplus A i (gopp A j)) - delta j i.
Proof.
  intros ibelow jbelow. unfold residual.
  now rewrite (softmax_group_matrix A R_ d conjugate orthonormal a b i j a_even b_even ibelow jbelow).
Qed.

Lemma gradient_W_lifted i c : (i < K)%nat ->
  - gradient_W K d W H i c = classifier A R_ (fun k => rate a b k * b k) i c.
Proof.
  intros below. set (q := probabilities A (fun k => a k * b k)).
  assert (even A q) as q_even by now apply probabilities_even, even_product.
  unfold gradient_W.
  rewrite (total_ext K _ (fun j => q (gplus A i (gopp A j)) * H c j - delta i j * H c j)).
  2: { intros j jbelow. rewrite residual_group_matrix, (delta_comm j i) by assumption. fold q. ring. }
  rewrite total_minus, (total_delta K i (fun j => H c j) below), (group_matrix_features A R_ q b c i q_even below).
  rewrite <- features_classifier; [| apply even_product; [now apply rate_even | exact b_even] | exact below].
  rewrite !features_linear. rewrite <- Rmult_minus_distr_l, <- total_minus, Ropp_mult_distr_r, <- total_opp.
  f_equal. apply total_ext. intros k _. unfold rate, modes. fold q. ring.
Qed.

Lemma gradient_H_lifted c j : (j < K)%nat ->
  - gradient_H K d W H c j = features A R_ (fun k => rate a b k * a k) c j.
Proof.
  intros below. set (q := probabilities A (fun k => a k * b k)).
  assert (even A q) as q_even by now apply probabilities_even, even_product.
  unfold gradient_H.
  rewrite (total_ext K _ (fun i => W i c * q (gplus A i (gopp A j)) - delta j i * W i c)).
  2: { intros i ibelow. rewrite residual_group_matrix by assumption. fold q. ring. }
  rewrite total_minus, (total_delta K j (fun i => W i c) below), (group_matrix_classifier A R_ q a c j q_even below).
  rewrite features_classifier; [| apply even_product; [now apply rate_even | exact a_even] | exact below].
  rewrite !classifier_linear. rewrite <- Rmult_minus_distr_l, <- total_minus, Ropp_mult_distr_r, <- total_opp.
  f_equal. apply total_ext. intros k _. unfold rate, modes. fold q. ring.
Qed.
End Gradient.

(** ** At one time: both equations of the flow *)

Section Instant.
Variables (a b : R -> nat -> R) (R_ : nat -> nat -> complex) (t : R).
Hypothesis a_nonneg : forall i, (i < K)%nat -> 0 <= a t i.
Hypothesis a_even : forall i, (i < K)%nat -> a t (gopp A i) = a t i.
Hypothesis b_nonneg : forall i, (i < K)%nat -> 0 <= b t i.
Hypothesis b_even : forall i, (i < K)%nat -> b t (gopp A i) = b t i.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k).
Hypothesis orthonormal : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).
Hypothesis a_flow : forall k, (k < K)%nat -> derivable_pt_lim (fun u => a u k) t (rate (a t) (b t) k * b t k).
Hypothesis b_flow : forall k, (k < K)%nat -> derivable_pt_lim (fun u => b u k) t (rate (a t) (b t) k * a t k).
Notation W := (fun u => classifier A R_ (a u)).
Notation H := (fun u => features A R_ (b u)).

Lemma lifted_flow : gradient_flow K d W H t.
Proof using a_even b_even conjugate orthonormal a_flow b_flow.
  split; intros c cbelow i ibelow.
  - rewrite (gradient_W_lifted R_ (a t) (b t) a_even b_even conjugate orthonormal i c ibelow).
    exact (classifier_derivative A R_ a _ t i c a_flow).
  - rewrite (gradient_H_lifted R_ (a t) (b t) a_even b_even conjugate orthonormal c i ibelow).
    exact (features_derivative A R_ b _ t c i b_flow).
Qed.

Theorem part_classifier c : (c < d)%nat -> forall i, (i < K)%nat ->
  exists D0, derivable_pt_lim (fun u => W u i c) t D0 /\
  exists D1, derivable_pt_lim (fun x => loss K d (update2 (W t) i c x) (H t)) (W t i c) D1 /\ D0 = - D1.
Proof using All.
  intros cbelow i ibelow. eexists. split; [exact (proj1 lifted_flow c cbelow i ibelow) |].
  eexists. split; [now apply loss_derivative_W; [apply order_below_zero | |] | reflexivity].
Qed.

Theorem part_features c : (c < d)%nat -> forall j, (j < K)%nat ->
  exists D0, derivable_pt_lim (fun u => H u c j) t D0 /\
  exists D1, derivable_pt_lim (fun x => loss K d (W t) (update2 (H t) c j x)) (H t c j) D1 /\ D0 = - D1.
Proof using All.
  intros cbelow j jbelow. eexists. split; [exact (proj2 lifted_flow c cbelow j jbelow) |].
  eexists. split; [now apply loss_derivative_H; [apply order_below_zero | |] | reflexivity].
Qed.
End Instant.

(** ** Along an interval of time: the lifted curve is the only solution that meets it *)

Definition follows_gradient (W H : R -> nat -> nat -> R) (t : R) : Prop :=
  (forall c, (c < d)%nat -> forall i, (i < K)%nat -> exists D,
    derivable_pt_lim (fun x => loss K d (update2 (W t) i c x) (H t)) (W t i c) D /\
    derivable_pt_lim (fun u => W u i c) t (- D)) /\
  (forall c, (c < d)%nat -> forall j, (j < K)%nat -> exists D,
    derivable_pt_lim (fun x => loss K d (W t) (update2 (H t) c j x)) (H t c j) D /\
    derivable_pt_lim (fun u => H u c j) t (- D)).

Lemma follows_gradient_flow W H t : follows_gradient W H t <-> gradient_flow K d W H t.
Proof.
  split; intros [flow_W flow_H]; split; intros c cbelow i ibelow.
  - destruct (flow_W c cbelow i ibelow) as (D & partial & speed).
    pose proof (loss_derivative_W K d (order_below_zero A) (W t) (H t) i c ibelow cbelow) as gradient.
    now rewrite (derivative_unique _ _ _ _ gradient partial).
  - destruct (flow_H c cbelow i ibelow) as (D & partial & speed).
    pose proof (loss_derivative_H K d (order_below_zero A) (W t) (H t) c i cbelow ibelow) as gradient.
    now rewrite (derivative_unique _ _ _ _ gradient partial).
  - eexists. split; [now apply loss_derivative_W; [apply order_below_zero | |] | now apply flow_W].
  - eexists. split; [now apply loss_derivative_H; [apply order_below_zero | |] | now apply flow_H].
Qed.

Definition solves (a b : R -> nat -> R) (R_ : nat -> nat -> complex) (t : R) : Prop :=
  (forall i, (i < K)%nat -> 0 <= a t i) /\ (forall i, (i < K)%nat -> a t (gopp A i) = a t i) /\
  (forall i, (i < K)%nat -> 0 <= b t i) /\ (forall i, (i < K)%nat -> b t (gopp A i) = b t i) /\
  (forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k)) /\
  (forall k, (k < K)%nat -> forall l, (l < K)%nat ->
    ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l)) /\
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => a u k) t (rate (a t) (b t) k * b t k)) /\
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => b u k) t (rate (a t) (b t) k * a t k)).

Theorem part_unique (a b : R -> nat -> R) (R_ : nat -> nat -> complex) (lo hi : R) :
  (forall t, lo < t < hi -> solves a b R_ t) ->
  (forall t, lo < t < hi -> follows_gradient (fun u => classifier A R_ (a u)) (fun u => features A R_ (b u)) t) /\
  (forall (W' H' : R -> nat -> nat -> R) (t0 : R), lo < t0 < hi ->
    (forall c, (c < d)%nat -> forall i, (i < K)%nat -> W' t0 i c = classifier A R_ (a t0) i c) /\
    (forall c, (c < d)%nat -> forall j, (j < K)%nat -> H' t0 c j = features A R_ (b t0) c j) ->
    (forall t, lo < t < hi -> follows_gradient W' H' t) ->
    forall t, lo < t < hi ->
    (forall c, (c < d)%nat -> forall i, (i < K)%nat -> W' t i c = classifier A R_ (a t) i c) /\
    (forall c, (c < d)%nat -> forall j, (j < K)%nat -> H' t c j = features A R_ (b t) c j)).
Proof using All.
  intros flow.
  assert (forall t, lo < t < hi ->
    gradient_flow K d (fun u => classifier A R_ (a u)) (fun u => features A R_ (b u)) t) as lifted.
  { intros t inside. destruct (flow t inside) as (_ & Ea & _ & Eb & conj & frame & flow_a & flow_b).
    now apply lifted_flow. }
  split; [intros t inside; now apply follows_gradient_flow, lifted |].
  intros W' H' t0 start [meet_W meet_H] other.
  apply (gradient_flow_unique K d (order_below_zero A) some_feature (fun u => classifier A R_ (a u))
    (fun u => features A R_ (b u)) W' H' lo hi t0 start lifted); trivial.
  intros t inside. now apply follows_gradient_flow, other.
Qed.

(** ** The printed quantities are real *)

Section Real.
Variables (a b : nat -> R) (R_ : nat -> nat -> complex).
Hypothesis a_nonneg : forall i, (i < K)%nat -> 0 <= a i.
Hypothesis a_even : forall i, (i < K)%nat -> a (gopp A i) = a i.
Hypothesis b_nonneg : forall i, (i < K)%nat -> 0 <= b i.
Hypothesis b_even : forall i, (i < K)%nat -> b (gopp A i) = b i.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k).
Hypothesis orthonormal : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).

Theorem part_real_z g : (g < K)%nat ->
  Im (Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (a k * b k)))) (RtoC (/ INR K))) = 0.
Proof using All. intros below. apply (logits_real A (fun k => a k * b k)); [now apply even_product | exact below]. Qed.

Theorem part_real_pi k : (k < K)%nat ->
  Im (ctotal K (fun g => Cmul (chi A k g) (RtoC (probabilities A (fun k => a k * b k) g)))) = 0.
Proof using All. intros below. apply modes_real; [now apply even_product | exact below]. Qed.

Theorem part_real_W i : (i < K)%nat -> forall c, (c < d)%nat ->
  Im (Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (R_ c (gopp A k))))) = 0.
Proof using All. intros ibelow c cbelow. now rewrite <- (classifier_complex A R_ d conjugate a i c). Qed.

Theorem part_real_H c : (c < d)%nat -> forall j, (j < K)%nat ->
  Im (Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (R_ c k) (RtoC (b k))) (chi A k (gopp A j))))) = 0.
Proof using All. intros cbelow j jbelow. now rewrite <- (features_complex A R_ d conjugate b c j). Qed.
End Real.
End Frozen.
