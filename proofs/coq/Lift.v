(** * The lift of a spectrum to the factors, with frozen singular vectors ([G], abstract)

    W = U diag(a) R^* and H = R diag(b) U^*, where U_ik = chi_k(i) / sqrt K and the d x K matrix R has R^* R = I
    and conj R_ck = R_c(-k). For even a and b both are real, and Z = W H is a group matrix: Z_ij = z(i - j), so
    that its softmax is P_ij = q(i - j). A group matrix multiplies the modes by its Fourier transform: P turns the
    modes b of H into pi b, and the modes a of W into pi a. That is all that the flow of the factors needs. *)

From Coq Require Import Arith Lra Ring.
From Symflow Require Import Prelude Sums Complex Groups Derivatives Modes LossGradient.
Local Open Scope R_scope.

Section Lift.
Variable A : abelian.
Notation K := (order A).
Variable R_ : nat -> nat -> complex.

Definition classifier (a : nat -> R) (i c : nat) : R :=
  Re (Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (R_ c (gopp A k))))).
Definition features (b : nat -> R) (c j : nat) : R :=
  Re (Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (R_ c k) (RtoC (b k))) (chi A k (gopp A j))))).

(** ** Both factors are linear in the modes *)

Definition classifier_vector (k i c : nat) : R := Re (Cmul (R_ c (gopp A k)) (chi A k i)).
Definition feature_vector (k c j : nat) : R := Re (Cmul (R_ c k) (chi A k (gopp A j))).

Lemma Re_scaled r z : Re (Cmul (RtoC r) z) = r * Re z.
Proof. unfold Cmul, RtoC, Re, Im. simpl. ring. Qed.

Lemma classifier_linear a i c : classifier a i c = / sqrt (INR K) * total K (fun k => a k * classifier_vector k i c).
Proof.
  unfold classifier. rewrite Re_scaled, Re_ctotal. f_equal. apply total_ext. intros k _.
  unfold classifier_vector, Cmul, RtoC, Re, Im. simpl. ring.
Qed.

Lemma features_linear b c j : features b c j = / sqrt (INR K) * total K (fun k => b k * feature_vector k c j).
Proof.
  unfold features. rewrite Re_scaled, Re_ctotal. f_equal. apply total_ext. intros k _.
  unfold feature_vector, Cmul, RtoC, Re, Im. simpl. ring.
Qed.

Lemma classifier_derivative (a : R -> nat -> R) v t i c :
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => a u k) t (v k)) ->
  derivable_pt_lim (fun u => classifier (a u) i c) t (classifier v i c).
Proof.
  intros D. rewrite classifier_linear. eapply derivative_ext; [intros u; symmetry; apply classifier_linear |].
  apply derivative_scal. apply (total_derivative K (fun u k => a u k * classifier_vector k i c)).
  intros k below. now apply derivative_scal_r, D.
Qed.

Lemma features_derivative (b : R -> nat -> R) v t c j :
  (forall k, (k < K)%nat -> derivable_pt_lim (fun u => b u k) t (v k)) ->
  derivable_pt_lim (fun u => features (b u) c j) t (features v c j).
Proof.
  intros D. rewrite features_linear. eapply derivative_ext; [intros u; symmetry; apply features_linear |].
  apply derivative_scal. apply (total_derivative K (fun u k => b u k * feature_vector k c j)).
  intros k below. now apply derivative_scal_r, D.
Qed.

(** For even modes the two factors differ by nothing but the order of their indices. *)

Lemma vectors_agree k i c : (k < K)%nat -> (i < K)%nat -> feature_vector (gopp A k) c i = classifier_vector k i c.
Proof.
  intros kbelow ibelow. unfold feature_vector, classifier_vector.
  rewrite chi_gopp_l, chi_gopp by auto using gopp_below. f_equal. f_equal.
  unfold Cconj, Re, Im. simpl. rewrite Ropp_involutive. now destruct (chi A k i).
Qed.

Lemma features_classifier b c i : even A b -> (i < K)%nat -> features b c i = classifier b i c.
Proof.
  intros E below. rewrite features_linear, classifier_linear. f_equal.
  rewrite <- total_gopp. apply total_ext. intros k kbelow. now rewrite E, vectors_agree.
Qed.

(** ** A group matrix multiplies the modes by its Fourier transform *)

Lemma chi_inverse k g : (k < K)%nat -> (g < K)%nat -> Cmul (chi A k g) (chi A k (gopp A g)) = RtoC 1.
Proof. intros kbelow gbelow. rewrite chi_gopp by assumption. now apply chi_unit. Qed.

Lemma translation q k h : even A q -> (k < K)%nat -> (h < K)%nat ->
  ctotal K (fun g => Cmul (RtoC (q (gplus A g h))) (chi A k g)) = Cmul (RtoC (pi_of A q k)) (chi A k (gopp A h)).
Proof.
  intros E kbelow hbelow. rewrite (pi_complex A q k E kbelow), <- ctotal_scal_r.
  rewrite <- (ctotal_shift A h (fun g => Cmul (Cmul (chi A k g) (RtoC (q g))) (chi A k (gopp A h))) hbelow).
  apply ctotal_ext. intros g gbelow.
  rewrite chi_gplus by assumption.
  transitivity (Cmul (RtoC (q (gplus A g h))) (Cmul (chi A k g) (Cmul (chi A k h) (chi A k (gopp A h))))); [| ring].
  rewrite chi_inverse by assumption. ring.
Qed.

Lemma Re_weighted_sum n w (q : nat -> R) x :
  total n (fun j => q j * Re (Cmul w (x j))) = Re (Cmul w (ctotal n (fun j => Cmul (RtoC (q j)) (x j)))).
Proof.
  rewrite <- ctotal_scal, Re_ctotal. apply total_ext. intros j _. unfold Cmul, RtoC, Re, Im. simpl. ring.
Qed.

Lemma group_matrix_features q b c i : even A q -> (i < K)%nat ->
  total K (fun j => q (gplus A i (gopp A j)) * features b c j) = features (fun k => pi_of A q k * b k) c i.
Proof.
  intros E below. rewrite features_linear.
  rewrite (total_ext K _ (fun j => / sqrt (INR K) *
    total K (fun k => b k * (q (gplus A i (gopp A j)) * feature_vector k c j)))).
  2: { intros j _. rewrite features_linear, (Rmult_comm (q _)), Rmult_assoc, <- total_scal_r. f_equal.
       apply total_ext. intros k _. ring. }
  rewrite total_scal, total_swap. f_equal. apply total_ext. intros k kbelow. rewrite total_scal.
  unfold feature_vector. rewrite Re_weighted_sum.
  rewrite (ctotal_gopp A (fun j => Cmul (RtoC (q (gplus A i j))) (chi A k j))).
  rewrite (ctotal_ext K _ (fun g => Cmul (RtoC (q (gplus A g i))) (chi A k g)))
    by (intros g gbelow; now rewrite (gplus_comm A i g)).
  rewrite (translation q k i E kbelow below). unfold Cmul, RtoC, Re, Im. simpl. ring.
Qed.

Lemma group_matrix_classifier q a c j : even A q -> (j < K)%nat ->
  total K (fun i => classifier a i c * q (gplus A i (gopp A j))) = classifier (fun k => pi_of A q k * a k) j c.
Proof.
  intros E below. rewrite classifier_linear.
  rewrite (total_ext K _ (fun i => / sqrt (INR K) *
    total K (fun k => a k * (q (gplus A i (gopp A j)) * classifier_vector k i c)))).
  2: { intros i _. rewrite classifier_linear, Rmult_assoc, <- total_scal_r. f_equal.
       apply total_ext. intros k _. ring. }
  rewrite total_scal, total_swap. f_equal. apply total_ext. intros k kbelow. rewrite total_scal.
  unfold classifier_vector. rewrite Re_weighted_sum.
  rewrite (translation q k (gopp A j) E kbelow (gopp_below A j below)), (gopp_involutive A j below).
  unfold Cmul, RtoC, Re, Im. simpl. ring.
Qed.

(** ** Both factors are real *)

Section Frame.
Variable d : nat.
Hypothesis conjugate : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (R_ c k) = R_ c (gopp A k).

Lemma classifier_complex a i c : even A a -> (i < K)%nat -> (c < d)%nat -> RtoC (classifier a i c) =
  Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (R_ c (gopp A k)))).
Proof.
  intros E ibelow cbelow. symmetry. apply real_of_conj. rewrite Cconj_Cmul, Cconj_RtoC, Cconj_ctotal. f_equal.
  rewrite <- (ctotal_gopp A (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (R_ c (gopp A k)))).
  apply ctotal_ext. intros k below.
  rewrite !Cconj_Cmul, Cconj_RtoC, (conjugate c cbelow) by now apply gopp_below.
  now rewrite (E k below), (chi_gopp_l A k i below ibelow).
Qed.

Lemma features_complex b c j : even A b -> (c < d)%nat -> (j < K)%nat -> RtoC (features b c j) =
  Cmul (RtoC (/ sqrt (INR K))) (ctotal K (fun k => Cmul (Cmul (R_ c k) (RtoC (b k))) (chi A k (gopp A j)))).
Proof.
  intros E cbelow jbelow. symmetry. apply real_of_conj. rewrite Cconj_Cmul, Cconj_RtoC, Cconj_ctotal. f_equal.
  rewrite <- (ctotal_gopp A (fun k => Cmul (Cmul (R_ c k) (RtoC (b k))) (chi A k (gopp A j)))).
  apply ctotal_ext. intros k below.
  rewrite !Cconj_Cmul, Cconj_RtoC, (conjugate c cbelow k below).
  now rewrite (E k below), (chi_gopp_l A k (gopp A j) below (gopp_below A j jbelow)).
Qed.

(** ** The logits are a group matrix, and so are the probabilities *)

Hypothesis orthonormal : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (R_ c (gopp A k)) (R_ c l)) = RtoC (delta k l).

Lemma ctotal_product n m f g :
  Cmul (ctotal n f) (ctotal m g) = ctotal n (fun i => ctotal m (fun j => Cmul (f i) (g j))).
Proof.
  rewrite <- ctotal_scal_r. apply ctotal_ext. intros i _. now rewrite ctotal_scal.
Qed.

(** The product of two combinations of the frame is the sum of the products of their coefficients. *)

Lemma frame_product (x y : nat -> complex) :
  ctotal d (fun c => Cmul (ctotal K (fun k => Cmul (x k) (R_ c (gopp A k)))) (ctotal K (fun l => Cmul (y l) (R_ c l))))
  = ctotal K (fun k => Cmul (x k) (y k)).
Proof.
  rewrite (ctotal_ext d _ _ (fun c _ => ctotal_product K K _ _)), ctotal_swap.
  apply ctotal_ext. intros k kbelow. rewrite ctotal_swap.
  rewrite <- (ctotal_delta K k (fun l => Cmul (x k) (y l)) kbelow).
  apply ctotal_ext. intros l lbelow. rewrite <- (orthonormal k kbelow l lbelow), <- ctotal_scal_r.
  apply ctotal_ext. intros c _. ring.
Qed.

Lemma inverse_root_square : Cmul (RtoC (/ sqrt (INR K))) (RtoC (/ sqrt (INR K))) = RtoC (/ INR K).
Proof.
  pose proof (INR_order A) as positive. apply complex_ext; unfold Cmul, RtoC, Re, Im; simpl; [| ring].
  rewrite <- (sqrt_sqrt (INR K)) at 3 by lra.
  pose proof (sqrt_lt_R0 _ positive). field. lra.
Qed.

Lemma logits_group_matrix a b i j : even A a -> even A b -> (i < K)%nat -> (j < K)%nat ->
  logit d (classifier a) (features b) i j = z_ A (fun k => a k * b k) (gplus A i (gopp A j)).
Proof.
  intros Ea Eb ibelow jbelow.
  enough (RtoC (logit d (classifier a) (features b) i j) = RtoC (z_ A (fun k => a k * b k) (gplus A i (gopp A j))))
    as complex_equation by exact (f_equal Re complex_equation).
  assert (gopp A j < K)%nat as opposite by now apply gopp_below.
  rewrite (z_complex A _ _ (even_product A a b Ea Eb) (gplus_below A i _ ibelow opposite)).
  unfold logit. rewrite <- ctotal_RtoC.
  transitivity (Cmul (ctotal K (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (Cmul (RtoC (b k)) (chi A k (gopp A j)))))
    (RtoC (/ INR K))).
  - rewrite <- frame_product, <- ctotal_scal_r, <- inverse_root_square. apply ctotal_ext. intros c cbelow.
    rewrite (ctotal_ext K (fun l => Cmul (Cmul (RtoC (b l)) (chi A l (gopp A j))) (R_ c l))
      (fun l => Cmul (Cmul (R_ c l) (RtoC (b l))) (chi A l (gopp A j)))) by (intros; ring).
    transitivity (Cmul (RtoC (classifier a i c)) (RtoC (features b c j))).
    + apply complex_ext; unfold Cmul, RtoC, Re, Im; simpl; ring.
    + rewrite (classifier_complex a i c), (features_complex b c j) by assumption. ring.
  - f_equal. apply ctotal_ext. intros k kbelow. rewrite (chi_gplus A k i _ kbelow ibelow opposite).
    transitivity (Cmul (Cmul (chi A k i) (chi A k (gopp A j))) (Cmul (RtoC (a k)) (RtoC (b k)))); [ring |].
    f_equal. apply complex_ext; unfold Cmul, RtoC, Re, Im; simpl; ring.
Qed.

Lemma softmax_group_matrix a b i j : even A a -> even A b -> (i < K)%nat -> (j < K)%nat ->
  softmax K (fun h => logit d (classifier a) (features b) h j) i
  = probabilities A (fun k => a k * b k) (gplus A i (gopp A j)).
Proof.
  intros Ea Eb ibelow jbelow.
  rewrite (softmax_ext K _ (fun h => z_ A (fun k => a k * b k) (gplus A h (gopp A j))) i)
    by (trivial; intros h hbelow; now apply logits_group_matrix).
  unfold softmax, probabilities, q_of. f_equal.
  apply (total_shift A (gopp A j) (fun g => exp (z_ A (fun k => a k * b k) g))). now apply gopp_below.
Qed.
End Frame.
End Lift.
