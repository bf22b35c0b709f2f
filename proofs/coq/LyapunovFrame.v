(** * Balanced factors with equal modes are a simplex equiangular tight frame.

    Let R be a d x K matrix with R^* R = I and conj R_{c,k} = R_{c,-k}, s an even spectrum with s_0 = 0, and
    W = U sqrt(diag s) R^*, H = R sqrt(diag s) U^* with the unitary matrix U of the characters. The sum of W is its own
    conjugate (rename k to -k), so W is real, and the same renaming turns it into the sum of H: the features are the
    classifier. Therefore sum_c W_ic W_jc = (1/K) sum_k chi_k(i - j) s_k = z_{i-j} by R^* R = I. Equal modes give
    z_g = bar s (delta_g0 - 1/K), the Gram matrix of a simplex; and a Gram matrix alpha (I - J/K) gives equal logits at
    g <> 0, hence equal modes. Source: [G], neural collapse. *)

From Coq Require Import Arith Lia Lra Ring.
From Symflow Require Import Prelude Sums Complex Groups Lyapunov LyapunovEqual.
Local Open Scope R_scope.

Definition classifier (A : abelian) (s_ : nat -> R) (R_ : nat -> nat -> complex) (i c : nat) : complex :=
  Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (chi A k i) (RtoC (sqrt (s_ k)))) (R_ c (gopp A k)))).
Definition features (A : abelian) (s_ : nat -> R) (R_ : nat -> nat -> complex) (c j : nat) : complex :=
  Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (R_ c k) (RtoC (sqrt (s_ k)))) (chi A k (gopp A j)))).
Definition W_ (A : abelian) (s_ : nat -> R) (R_ : nat -> nat -> complex) (i c : nat) : R :=
  Re (classifier A s_ R_ i c).
Definition H_ (A : abelian) (s_ : nat -> R) (R_ : nat -> nat -> complex) (c j : nat) : R :=
  Re (features A s_ R_ c j).
Definition gram (A : abelian) (d : nat) (s_ : nat -> R) (R_ : nat -> nat -> complex) (i j : nat) : R :=
  total d (fun c => W_ A s_ R_ i c * W_ A s_ R_ j c).

Lemma RtoC_injective x y : RtoC x = RtoC y -> x = y.
Proof. intros E. exact (f_equal Re E). Qed.

Lemma RtoC_mult x y : RtoC (x * y) = Cmul (RtoC x) (RtoC y).
Proof. apply complex_ext; simpl; ring. Qed.

Section Frame.
Variable A : abelian.
Notation K := (order A).
Variable d : nat.
Variable s : nat -> R.
Variable R_ : nat -> nat -> complex.
Hypothesis positive : forall k, (k < K)%nat -> k <> 0%nat -> 0 < s k.
Hypothesis grounded : s 0%nat = 0.
Hypothesis symmetric : even A s.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k).
Hypothesis orthonormal : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).

(** ** The factors are real, and H is the transpose of W. *)

Lemma self_dual c j : (j < K)%nat -> features A s R_ c j = classifier A s R_ j c.
Proof.
  intros J. unfold features, classifier. f_equal. symmetry.
  rewrite <- (ctotal_gopp A). apply ctotal_ext. intros k Hk.
  rewrite gopp_involutive, symmetric, chi_gopp_l, chi_gopp by assumption. ring.
Qed.

Lemma conjugate_classifier i c : (i < K)%nat -> (c < d)%nat ->
  Cconj (classifier A s R_ i c) = features A s R_ c i.
Proof.
  intros I C. unfold features, classifier. rewrite Cconj_Cmul, Cconj_RtoC, Cconj_ctotal. f_equal.
  apply ctotal_ext. intros k Hk.
  rewrite !Cconj_Cmul, Cconj_RtoC, conjugate, gopp_involutive, chi_gopp by (auto using gopp_below). ring.
Qed.

Lemma classifier_real i c : (i < K)%nat -> (c < d)%nat -> RtoC (W_ A s R_ i c) = classifier A s R_ i c.
Proof.
  intros I C. symmetry. apply real_of_conj. now rewrite conjugate_classifier, self_dual.
Qed.

Lemma features_real c j : (c < d)%nat -> (j < K)%nat -> RtoC (H_ A s R_ c j) = features A s R_ c j.
Proof. intros C J. unfold H_. rewrite self_dual by exact J. now apply classifier_real. Qed.

(** ** The Gram matrix of the rows of W. *)

Lemma root_square k : (k < K)%nat -> Cmul (RtoC (sqrt (s k))) (RtoC (sqrt (s k))) = RtoC (s k).
Proof.
  intros Hk. rewrite <- RtoC_mult, sqrt_sqrt; [reflexivity |].
  destruct (Nat.eq_dec k 0) as [-> | N]; [lra | now left; apply positive].
Qed.

Lemma scale_square : Cmul (RtoC (/ sqrt (INR K))) (RtoC (/ sqrt (INR K))) = RtoC (/ INR K).
Proof.
  pose proof (INR_order A) as P. rewrite <- RtoC_mult, <- Rinv_mult, sqrt_sqrt; [reflexivity | lra].
Qed.

(** A product of two factors: the sum over c meets R^* R = I, the sum over l its delta. *)
Lemma product_of_factors i j :
  ctotal d (fun c => Cmul (classifier A s R_ i c) (features A s R_ c j))
  = Cmul (RtoC (/ INR K)) (ctotal K (fun k => Cmul (Cmul (chi A k i) (chi A k (gopp A j))) (RtoC (s k)))).
Proof.
  set (u := fun k => Cmul (chi A k i) (RtoC (sqrt (s k)))).
  set (v := fun l => Cmul (RtoC (sqrt (s l))) (chi A l (gopp A j))).
  transitivity (ctotal d (fun c => Cmul (RtoC (/ INR K))
    (ctotal K (fun k => ctotal K (fun l => Cmul (Cmul (u k) (v l)) (Cmul (R_ c (gopp A k)) (R_ c l))))))).
  - apply ctotal_ext. intros c _. unfold classifier, features. rewrite <- scale_square.
    transitivity (Cmul (Cmul (RtoC (/ sqrt (INR K))) (RtoC (/ sqrt (INR K))))
      (Cmul (ctotal K (fun k => Cmul (u k) (R_ c (gopp A k)))) (ctotal K (fun l => Cmul (R_ c l) (v l))))).
    + rewrite (ctotal_ext K (fun k => Cmul (Cmul (R_ c k) _) _) (fun l => Cmul (R_ c l) (v l))).
      * unfold u. ring.
      * intros l _. unfold v. ring.
    + f_equal. rewrite <- ctotal_scal_r. apply ctotal_ext. intros k _.
      rewrite <- ctotal_scal. apply ctotal_ext. intros l _. ring.
  - rewrite ctotal_scal. f_equal. rewrite ctotal_swap. apply ctotal_ext. intros k Hk.
    rewrite ctotal_swap.
    transitivity (ctotal K (fun l => Cmul (RtoC (delta k l)) (Cmul (u k) (v l)))).
    + apply ctotal_ext. intros l L. rewrite ctotal_scal, orthonormal by assumption. ring.
    + rewrite ctotal_delta by exact Hk. unfold u, v. rewrite <- root_square by exact Hk. ring.
Qed.

Lemma gram_is_logit i j : (i < K)%nat -> (j < K)%nat ->
  gram A d s R_ i j = z_ A s (gplus A i (gopp A j)).
Proof.
  intros I J. pose proof (gopp_below A j J) as J'. apply RtoC_injective.
  rewrite z_complex by (auto using gplus_below).
  transitivity (ctotal d (fun c => Cmul (classifier A s R_ i c) (features A s R_ c j))).
  - unfold gram. rewrite <- ctotal_RtoC. apply ctotal_ext. intros c C.
    now rewrite RtoC_mult, !classifier_real, self_dual.
  - rewrite product_of_factors.
    rewrite (ctotal_ext K (fun k => Cmul (chi A k (gplus A i (gopp A j))) _)
      (fun k => Cmul (Cmul (chi A k i) (chi A k (gopp A j))) (RtoC (s k)))).
    + ring.
    + intros k Hk. now rewrite chi_gplus.
Qed.

(** ** Simplex frames are equal modes. *)

Lemma difference_zero i j : (i < K)%nat -> (j < K)%nat -> delta (gplus A i (gopp A j)) 0 = delta i j.
Proof.
  intros I J. pose proof (gopp_below A j J) as J'.
  destruct (Nat.eq_dec i j) as [-> | N].
  - now rewrite gplus_gopp, !delta_same.
  - rewrite !delta_other; [reflexivity | exact N |]. intros E. apply N.
    rewrite <- (gplus_zero A j J), <- E, gplus_assoc by assumption.
    rewrite (gplus_comm A (gopp A j) j), gplus_gopp by assumption.
    rewrite gplus_comm by (assumption || lia). symmetry. now apply gplus_zero.
Qed.

Hypothesis two : (2 <= K)%nat.

Lemma flat_logit g : flat K s -> (g < K)%nat -> z_ A s g = sbar_ A s * (delta g 0 - 1 / INR K).
Proof.
  intros F G. pose proof (INR_order A) as P. destruct (Nat.eq_dec g 0) as [-> | N].
  - rewrite (logit_zero A two s grounded), delta_same.
    replace (INR (K - 1)) with (INR K - 1) by (rewrite (INR_order_rest A two); ring). field. lra.
  - rewrite z_real, (transform_flat A two s (sbar_ A s)), grounded, delta_other; try (assumption || lia).
    + field. lra.
    + intros k K0 Hk. now apply flat_is_mean.
Qed.

Lemma simplex_of_flat : flat K s ->
  forall i, (i < K)%nat -> forall j, (j < K)%nat ->
  gram A d s R_ i j = sbar_ A s * (delta i j - 1 / INR K).
Proof.
  intros F i I j J.
  rewrite gram_is_logit, flat_logit, difference_zero; auto using gplus_below, gopp_below.
Qed.

Lemma flat_of_simplex alpha :
  (forall i, (i < K)%nat -> forall j, (j < K)%nat -> gram A d s R_ i j = alpha * (delta i j - 1 / INR K)) ->
  flat K s.
Proof.
  intros F. apply flat_modes; [exact two | exact symmetric |].
  enough (E : forall g, (0 < g)%nat -> (g < K)%nat -> z_ A s g = alpha * (0 - 1 / INR K)).
  { intros h H0 H k K0 Hk. now rewrite !E. }
  intros g G0 G. assert (Z : (0 < K)%nat) by lia.
  rewrite <- (delta_other g 0) by lia. rewrite <- F by assumption.
  rewrite gram_is_logit, gopp_zero, gplus_comm, gplus_zero by assumption. reflexivity.
Qed.
End Frame.
