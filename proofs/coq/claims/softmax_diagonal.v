(** * The softmax stays diagonal in the characters.

    On a finite abelian group let W_ic = K^(-1/2) sum_k chi_k(i) a_k F_c(-k) and H_cj = K^(-1/2) sum_k F_c(k) b_k chi_k(-j)
    with even spectra a, b and a frame F with conj F_c(k) = F_c(-k) and sum_c F_c(-k) F_c(l) = delta_kl. Then W and H are
    real, Z = W H is the group matrix z(i - j) of the spectrum a b, the column softmax of Z is the group matrix q(i - j)
    of q = softmax z, and the characters diagonalise it with eigenvalues pi = the modes of q, pi_0 = 1.
    For (Z_2)^m this is the invariance behind [G] (Hadamard initialisation abstract). *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex Groups.
Local Open Scope R_scope.

(** ** The matrices. [spectrum a b] is the spectrum of the logits; its [z_], [q_of], [pi_of] are those of Groups. *)

Definition spectrum (a b : nat -> R) (k : nat) : R := a k * b k.

Definition W_complex (A : abelian) (a : nat -> R) (F : nat -> nat -> complex) (i c : nat) : complex :=
  Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (F c (gopp A k)))).

Definition H_complex (A : abelian) (b : nat -> R) (F : nat -> nat -> complex) (c j : nat) : complex :=
  Cmul (RtoC (/ sqrt (INR (order A))))
    (ctotal (order A) (fun k => Cmul (Cmul (F c k) (RtoC (b k))) (chi A k (gopp A j)))).

Definition Z_ (A : abelian) (d : nat) (a b : nat -> R) (F : nat -> nat -> complex) (i j : nat) : R :=
  total d (fun c => Re (W_complex A a F i c) * Re (H_complex A b F c j)).

Definition P_ (A : abelian) (d : nat) (a b : nat -> R) (F : nat -> nat -> complex) (i j : nat) : R :=
  exp (Z_ A d a b F i j) / total (order A) (fun k => exp (Z_ A d a b F k j)).

(** A number that is real by conjugation has no imaginary part. *)

Lemma Im_of_conj z : Cconj z = z -> Im z = 0.
Proof. intros E; rewrite (real_of_conj z E); reflexivity. Qed.

Section Families.
Variables (A : abelian) (d : nat) (a b : nat -> R) (F : nat -> nat -> complex).
Notation K := (order A).
Notation z := (z_ A (spectrum a b)).
Notation q := (q_of A z).
Notation pi := (pi_of A q).
Hypothesis a_even : even A a.
Hypothesis b_even : even A b.
Hypothesis F_conj : forall c, (c < d)%nat -> forall k, (k < K)%nat -> Cconj (F c k) = F c (gopp A k).
Hypothesis F_frame : forall k, (k < K)%nat -> forall l, (l < K)%nat ->
  ctotal d (fun c => Cmul (F c (gopp A k)) (F c l)) = RtoC (delta k l).

Hint Resolve order_below_zero gopp_below gplus_below : core.

Lemma spectrum_even : even A (spectrum a b).
Proof. intros k kK; unfold spectrum; rewrite a_even, b_even by assumption; reflexivity. Qed.

Lemma softmax_even : even A q.
Proof. apply q_even, z_even, spectrum_even. Qed.

(** ** W and H are real: conjugation only renames k to -k. *)

Lemma W_conj i c : (i < K)%nat -> (c < d)%nat -> Cconj (W_complex A a F i c) = W_complex A a F i c.
Proof.
  intros iK cd; unfold W_complex; rewrite Cconj_Cmul, Cconj_RtoC, Cconj_ctotal; f_equal.
  rewrite <- (ctotal_gopp A (fun k => Cmul (Cmul (chi A k i) (RtoC (a k))) (F c (gopp A k)))).
  apply ctotal_ext; intros k kK.
  rewrite !Cconj_Cmul, Cconj_RtoC, F_conj, chi_gopp_l, a_even by auto; reflexivity.
Qed.

Lemma H_conj c j : (c < d)%nat -> (j < K)%nat -> Cconj (H_complex A b F c j) = H_complex A b F c j.
Proof.
  intros cd jK; unfold H_complex; rewrite Cconj_Cmul, Cconj_RtoC, Cconj_ctotal; f_equal.
  rewrite <- (ctotal_gopp A (fun k => Cmul (Cmul (F c k) (RtoC (b k))) (chi A k (gopp A j)))).
  apply ctotal_ext; intros k kK.
  rewrite !Cconj_Cmul, Cconj_RtoC, F_conj, chi_gopp_l, b_even by auto; reflexivity.
Qed.

(** ** The logits: the frame contracts the two sums over characters to one. *)

Lemma root_square : Cmul (RtoC (/ sqrt (INR K))) (RtoC (/ sqrt (INR K))) = RtoC (/ INR K).
Proof.
  rewrite <- RtoC_mult; f_equal.
  rewrite <- Rinv_mult, sqrt_sqrt; [reflexivity | apply pos_INR].
Qed.

Lemma product_term i j c :
  Cmul (W_complex A a F i c) (H_complex A b F c j) =
  Cmul (RtoC (/ INR K)) (ctotal K (fun k => ctotal K (fun l =>
    Cmul (Cmul (Cmul (chi A k i) (RtoC (a k))) (Cmul (RtoC (b l)) (chi A l (gopp A j)))) (Cmul (F c (gopp A k)) (F c l))))).
Proof.
  rewrite <- root_square; unfold W_complex, H_complex.
  match goal with |- Cmul (Cmul ?r ?S) (Cmul ?r ?T) = _ => transitivity (Cmul (Cmul r r) (Cmul S T)); [ring |] end.
  f_equal; rewrite <- ctotal_scal_r; apply ctotal_ext; intros k kK.
  rewrite <- ctotal_scal; apply ctotal_ext; intros l lK; ring.
Qed.

Lemma frame_contraction (f : nat -> nat -> complex) :
  ctotal d (fun c => ctotal K (fun k => ctotal K (fun l => Cmul (f k l) (Cmul (F c (gopp A k)) (F c l))))) =
  ctotal K (fun k => f k k).
Proof.
  rewrite ctotal_swap; apply ctotal_ext; intros k kK.
  rewrite ctotal_swap, <- (ctotal_delta K k (f k)) by assumption.
  apply ctotal_ext; intros l lK; rewrite ctotal_scal, F_frame by assumption; ring.
Qed.

Lemma logits i j : (i < K)%nat -> (j < K)%nat -> Z_ A d a b F i j = z (gplus A i (gopp A j)).
Proof.
  intros iK jK; apply RtoC_injective.
  rewrite z_complex by (auto; exact spectrum_even).
  unfold Z_; rewrite <- ctotal_RtoC.
  transitivity (ctotal d (fun c => Cmul (W_complex A a F i c) (H_complex A b F c j))).
  - apply ctotal_ext; intros c cd; rewrite RtoC_mult.
    rewrite <- (real_of_conj _ (W_conj i c iK cd)), <- (real_of_conj _ (H_conj c j cd jK)); reflexivity.
  - rewrite (ctotal_ext _ _ _ (fun c _ => product_term i j c)), ctotal_scal.
    rewrite (frame_contraction (fun k l => Cmul (Cmul (chi A k i) (RtoC (a k))) (Cmul (RtoC (b l)) (chi A l (gopp A j))))).
    rewrite <- ctotal_scal, <- ctotal_scal_r; apply ctotal_ext; intros k kK.
    unfold spectrum; rewrite chi_gplus, RtoC_mult by auto; ring.
Qed.

(** ** The softmax of a group matrix is a group matrix. *)

Lemma softmax i j : (i < K)%nat -> (j < K)%nat -> P_ A d a b F i j = q (gplus A i (gopp A j)).
Proof.
  intros iK jK; unfold P_, q_of; rewrite logits by assumption; f_equal.
  rewrite <- (total_shift A (gopp A j) (fun g => exp (z g))) by auto.
  apply total_ext; intros k kK; rewrite logits by assumption; reflexivity.
Qed.

(** ** Its eigenvalues are the modes. *)

Lemma inversion_complex g : (g < K)%nat ->
  RtoC (q g) = Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (pi k)))) (RtoC (/ INR K)).
Proof.
  intros gK; rewrite even_sum_real by (auto; apply pi_even, softmax_even).
  rewrite <- RtoC_mult; f_equal; apply inversion; [apply softmax_even | assumption].
Qed.

Lemma diagonal i j : (i < K)%nat -> (j < K)%nat -> RtoC (P_ A d a b F i j) =
  Cmul (ctotal K (fun k => Cmul (Cmul (chi A k i) (RtoC (pi k))) (chi A k (gopp A j)))) (RtoC (/ INR K)).
Proof.
  intros iK jK; rewrite softmax, inversion_complex by auto; f_equal.
  apply ctotal_ext; intros k kK; rewrite chi_gplus by auto; ring.
Qed.

(** A column of the transform: conj chi_k summed against column j is conj chi_k(j) pi_k. *)

Lemma column k j : (k < K)%nat -> (j < K)%nat ->
  ctotal K (fun i => Cmul (chi A k (gopp A i)) (RtoC (P_ A d a b F i j))) = Cmul (RtoC (pi k)) (Cconj (chi A k j)).
Proof.
  intros kK jK; rewrite pi_complex by (assumption || apply softmax_even).
  rewrite <- (ctotal_gopp A (fun g => Cmul (chi A k g) (RtoC (q g)))).
  rewrite <- (ctotal_shift A (gopp A j) (fun g => Cmul (chi A k (gopp A g)) (RtoC (q (gopp A g))))) by auto.
  rewrite <- ctotal_scal_r; apply ctotal_ext; intros i iK.
  rewrite softmax, softmax_even, !chi_gopp, chi_gplus, chi_gopp, Cconj_Cmul, Cconj_involutive by auto.
  transitivity (Cmul (Cmul (Cconj (chi A k i)) (RtoC (q (gplus A i (gopp A j)))))
                  (Cmul (chi A k j) (Cconj (chi A k j)))); [rewrite chi_unit by assumption |]; ring.
Qed.

Lemma transform_diagonal k l : (k < K)%nat -> (l < K)%nat ->
  Cmul (ctotal K (fun i => ctotal K (fun j => Cmul (Cmul (chi A k (gopp A i)) (RtoC (P_ A d a b F i j))) (chi A l j))))
    (RtoC (/ INR K)) = RtoC (delta k l * pi k).
Proof.
  intros kK lK; rewrite ctotal_swap.
  transitivity (Cmul (ctotal K (fun j => Cmul (RtoC (pi k)) (Cmul (chi A l j) (Cconj (chi A k j))))) (RtoC (/ INR K))).
  - f_equal; apply ctotal_ext; intros j jK; rewrite ctotal_scal_r, column by assumption; ring.
  - rewrite ctotal_scal, chi_orthogonal_pair, <- !RtoC_mult, (delta_comm l k) by assumption.
    f_equal; field; apply Rgt_not_eq, INR_order.
Qed.

End Families.

(** ** The parts of the claim. *)

Definition for_families (statement : abelian -> nat -> (nat -> R) -> (nat -> R) -> (nat -> nat -> complex) -> Prop) : Prop :=
  forall (A : abelian) (d : nat), (2 <= order A)%nat -> (1 <= d)%nat -> forall (a b : nat -> R) (F : nat -> nat -> complex),
  (forall i, (i < order A)%nat -> 0 <= a i) -> (forall i, (i < order A)%nat -> a (gopp A i) = a i) ->
  (forall i, (i < order A)%nat -> 0 <= b i) -> (forall i, (i < order A)%nat -> b (gopp A i) = b i) ->
  (forall c, (c < d)%nat -> forall k, (k < order A)%nat -> Cconj (F c k) = F c (gopp A k)) ->
  (forall k, (k < order A)%nat -> forall l, (l < order A)%nat ->
    ctotal d (fun c => Cmul (F c (gopp A k)) (F c l)) = RtoC (delta k l)) ->
  statement A d a b F.

Theorem part_logits : for_families (fun A d a b F => forall i, (i < order A)%nat -> forall j, (j < order A)%nat ->
  Z_ A d a b F i j = z_ A (spectrum a b) (gplus A i (gopp A j))).
Proof. intros A d _ _ a b F _ ae _ be conj frame i iK j jK; apply logits; assumption. Qed.

Theorem part_softmax : for_families (fun A d a b F => forall i, (i < order A)%nat -> forall j, (j < order A)%nat ->
  P_ A d a b F i j = q_of A (z_ A (spectrum a b)) (gplus A i (gopp A j))).
Proof. intros A d _ _ a b F _ ae _ be conj frame i iK j jK; apply softmax; assumption. Qed.

Theorem part_diagonal : for_families (fun A d a b F => forall i, (i < order A)%nat -> forall j, (j < order A)%nat ->
  RtoC (P_ A d a b F i j) = Cmul (ctotal (order A) (fun k =>
    Cmul (Cmul (chi A k i) (RtoC (pi_of A (q_of A (z_ A (spectrum a b))) k))) (chi A k (gopp A j))))
  (RtoC (/ INR (order A)))).
Proof. intros A d _ _ a b F _ ae _ be conj frame i iK j jK; apply diagonal; assumption. Qed.

Theorem part_transform : for_families (fun A d a b F => forall k, (k < order A)%nat -> forall l, (l < order A)%nat ->
  Cmul (ctotal (order A) (fun i => ctotal (order A) (fun j =>
    Cmul (Cmul (chi A k (gopp A i)) (RtoC (P_ A d a b F i j))) (chi A l j)))) (RtoC (/ INR (order A)))
  = RtoC (delta k l * pi_of A (q_of A (z_ A (spectrum a b))) k)).
Proof. intros A d _ _ a b F _ ae _ be conj frame k kK l lK; apply transform_diagonal; assumption. Qed.

Theorem part_constant_mode : for_families (fun A d a b F => pi_of A (q_of A (z_ A (spectrum a b))) 0 = 1).
Proof. intros A d _ _ a b F _ _ _ _ _ _; apply pi_zero, q_total. Qed.

Theorem part_real_z : for_families (fun A d a b F => forall g, (g < order A)%nat ->
  Im (Cmul (ctotal (order A) (fun k => Cmul (chi A k g) (RtoC (spectrum a b k)))) (RtoC (/ INR (order A)))) = 0).
Proof.
  intros A d _ _ a b F _ ae _ be _ _ g gK.
  rewrite <- z_complex; [reflexivity | apply spectrum_even | ]; assumption.
Qed.

Theorem part_real_pi : for_families (fun A d a b F => forall k, (k < order A)%nat ->
  Im (ctotal (order A) (fun g => Cmul (chi A k g) (RtoC (q_of A (z_ A (spectrum a b)) g)))) = 0).
Proof.
  intros A d _ _ a b F _ ae _ be _ _ k kK.
  rewrite <- pi_complex; [reflexivity | apply softmax_even | ]; assumption.
Qed.

Theorem part_real_W : for_families (fun A d a b F => forall i, (i < order A)%nat -> forall c, (c < d)%nat ->
  Im (W_complex A a F i c) = 0).
Proof. intros A d _ _ a b F _ ae _ be conj _ i iK c cd; apply Im_of_conj, (W_conj A d); assumption. Qed.

Theorem part_real_H : for_families (fun A d a b F => forall c, (c < d)%nat -> forall j, (j < order A)%nat ->
  Im (H_complex A b F c j) = 0).
Proof. intros A d _ _ a b F _ ae _ be conj _ c cd j jK; apply Im_of_conj, (H_conj A d); assumption. Qed.
