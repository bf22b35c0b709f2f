(** * Spectra on a finite abelian group: logits, softmax, modes, and Fourier inversion.

    [z_], [q_of], [pi_of] are the logits of a spectrum s, the softmax of the logits and its modes, as printed in the
    goals. For even families (f(-g) = f(g)) all their sums over characters are real. With the transform
    (T f)(g) = sum_k Re chi_k(g) f(k) one has z = T s / K and pi = T q, and orthogonality (GroupSums) says T (T f) = K f
    for even f; Fourier inversion, Parseval's pairing and the sum of the logits are instances. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex.
From Symflow Require Export GroupSums.
Local Open Scope R_scope.

Definition z_ (A : abelian) (s_ : nat -> R) (g : nat) : R :=
  Re (Cmul (ctotal (order A) (fun k => Cmul (chi A k g) (RtoC (s_ k)))) (RtoC (/ INR (order A)))).
Definition q_of (A : abelian) (z : nat -> R) (g : nat) : R :=
  exp (z g) / total (order A) (fun h => exp (z h)).
Definition pi_of (A : abelian) (q : nat -> R) (k : nat) : R :=
  Re (ctotal (order A) (fun g => Cmul (chi A k g) (RtoC (q g)))).

Section Group.
Variable A : abelian.
Notation K := (order A).
Definition even (s : nat -> R) : Prop := forall k, (k < K)%nat -> s (gopp A k) = s k.

Hint Resolve order_below_zero gopp_below gplus_below : core.

Lemma INR_order_nonzero : INR K <> 0.
Proof. apply Rgt_not_eq, INR_order. Qed.

(** ** For an even spectrum sums of characters are real, and may be written with real parts alone. *)

Lemma Re_sum s g : Re (ctotal K (fun k => Cmul (chi A k g) (RtoC (s k)))) = total K (fun k => Re (chi A k g) * s k).
Proof.
  rewrite Re_ctotal; apply total_ext; intros k _; apply Re_Cmul_RtoC.
Qed.

Lemma even_sum_real s g : even s -> (g < K)%nat ->
  ctotal K (fun k => Cmul (chi A k g) (RtoC (s k))) = RtoC (total K (fun k => Re (chi A k g) * s k)).
Proof.
  intros se gK; rewrite <- Re_sum; apply real_of_conj.
  rewrite Cconj_ctotal, <- (ctotal_gopp A (fun k => Cmul (chi A k g) (RtoC (s k)))).
  apply ctotal_ext; intros k kK.
  rewrite Cconj_Cmul, Cconj_RtoC, chi_gopp_l, se by assumption; reflexivity.
Qed.

(** ** The transform T. *)

Definition transform (f : nat -> R) (g : nat) : R := total K (fun k => Re (chi A k g) * f k).

Lemma transform_even f : even (transform f).
Proof.
  intros g gK; apply total_ext; intros k kK; rewrite chi_gopp by assumption; reflexivity.
Qed.

Lemma transform_ext f f' g : (forall k, (k < K)%nat -> f k = f' k) -> transform f g = transform f' g.
Proof.
  intros E; apply total_ext; intros k kK; rewrite E by assumption; reflexivity.
Qed.

Lemma transform_complex f g : even f -> (g < K)%nat ->
  RtoC (transform f g) = ctotal K (fun k => Cmul (chi A k g) (RtoC (f k))).
Proof. intros fe gK; symmetry; apply even_sum_real; assumption. Qed.

Lemma transform_chi f k : (k < K)%nat -> transform f k = total K (fun g => Re (chi A k g) * f g).
Proof.
  intros kK; apply total_ext; intros g gK; rewrite chi_symmetric by assumption; reflexivity.
Qed.

(** sum_k chi_k(g) chi_k(h) = K delta(-g, h). *)

Lemma chi_pair_sum g h : (g < K)%nat -> (h < K)%nat ->
  ctotal K (fun k => Cmul (chi A k g) (chi A k h)) = RtoC (INR K * delta (gopp A g) h).
Proof.
  intros gK hK; rewrite <- delta_gplus, <- chi_orthogonal by auto.
  apply ctotal_ext; intros k kK; symmetry; apply chi_gplus; assumption.
Qed.

Lemma transform_twice f g : even f -> (g < K)%nat -> transform (transform f) g = INR K * f g.
Proof.
  intros fe gK; apply RtoC_injective; rewrite transform_complex by (auto; apply transform_even).
  transitivity (ctotal K (fun k => ctotal K (fun h => Cmul (Cmul (chi A k g) (chi A k h)) (RtoC (f h))))).
  - apply ctotal_ext; intros k kK; rewrite transform_complex, <- ctotal_scal by assumption.
    apply ctotal_ext; intros h hK; rewrite (chi_symmetric A h k) by assumption; ring.
  - rewrite ctotal_swap.
    transitivity (ctotal K (fun h => Cmul (RtoC (delta (gopp A g) h)) (Cmul (RtoC (INR K)) (RtoC (f h))))).
    + apply ctotal_ext; intros h hK.
      rewrite ctotal_scal_r, chi_pair_sum, RtoC_mult by assumption; ring.
    + rewrite (ctotal_delta K (gopp A g) (fun h => Cmul (RtoC (INR K)) (RtoC (f h)))) by auto.
      rewrite fe, RtoC_mult by assumption; reflexivity.
Qed.

(** ** Logits. *)

Lemma z_transform s g : z_ A s g = transform s g / INR K.
Proof.
  unfold z_; rewrite Re_Cmul_RtoC, Re_sum; reflexivity.
Qed.

Lemma z_real s g : even s -> (g < K)%nat -> z_ A s g = total K (fun k => Re (chi A k g) * s k) / INR K.
Proof. intros _ _; apply z_transform. Qed.

Lemma z_complex s g : even s -> (g < K)%nat ->
  RtoC (z_ A s g) = Cmul (ctotal K (fun k => Cmul (chi A k g) (RtoC (s k)))) (RtoC (/ INR K)).
Proof.
  intros se gK; rewrite z_transform, <- transform_complex by assumption; apply RtoC_mult.
Qed.

Lemma z_even s : even s -> even (z_ A s).
Proof.
  intros _ g gK; rewrite !z_transform, transform_even by assumption; reflexivity.
Qed.

Lemma z_at_zero s : z_ A s 0 = total K s / INR K.
Proof.
  rewrite z_transform; f_equal; apply total_ext; intros k kK.
  rewrite chi_zero by assumption; apply Rmult_1_l.
Qed.

(** ** Softmax. *)

Lemma q_even z : even z -> even (q_of A z).
Proof. intros ze g gK; unfold q_of; rewrite ze by assumption; reflexivity. Qed.

Lemma exp_total_positive z : 0 < total K (fun h => exp (z h)).
Proof. apply total_pos; [apply order_below_zero | intros h _; apply exp_pos]. Qed.

Lemma q_positive z g : 0 < q_of A z g.
Proof. apply Rdiv_lt_0_compat; [apply exp_pos | apply exp_total_positive]. Qed.

Lemma q_total z : total K (q_of A z) = 1.
Proof.
  unfold q_of, Rdiv; rewrite (total_scal_r K (/ total K (fun h => exp (z h))) (fun g => exp (z g))).
  apply Rinv_r, Rgt_not_eq, exp_total_positive.
Qed.

(** ** Modes of the softmax. *)

Lemma pi_real q k : pi_of A q k = total K (fun g => Re (chi A k g) * q g).
Proof.
  unfold pi_of; rewrite Re_ctotal; apply total_ext; intros g _; apply Re_Cmul_RtoC.
Qed.

Lemma pi_transform q k : (k < K)%nat -> pi_of A q k = transform q k.
Proof. intros kK; rewrite pi_real, transform_chi by assumption; reflexivity. Qed.

Lemma pi_complex q k : even q -> (k < K)%nat ->
  RtoC (pi_of A q k) = ctotal K (fun g => Cmul (chi A k g) (RtoC (q g))).
Proof.
  intros qe kK; rewrite pi_transform, transform_complex by assumption.
  apply ctotal_ext; intros g gK; rewrite chi_symmetric by assumption; reflexivity.
Qed.

Lemma pi_even q : even q -> even (pi_of A q).
Proof.
  intros _ k kK; rewrite !pi_transform by auto; apply transform_even; assumption.
Qed.

Lemma pi_zero q : total K q = 1 -> pi_of A q 0 = 1.
Proof.
  intros mass; rewrite pi_real, <- mass; apply total_ext; intros g gK.
  rewrite chi_zero_l by assumption; apply Rmult_1_l.
Qed.

(** ** Fourier inversion: q_g = (1/K) sum_k conj chi_k(g) pi_k, and Parseval between logits and softmax modes. *)

Lemma inversion q g : even q -> (g < K)%nat -> q g = total K (fun k => Re (chi A k g) * pi_of A q k) / INR K.
Proof.
  intros qe gK.
  change (q g = transform (pi_of A q) g / INR K).
  rewrite (transform_ext (pi_of A q) (transform q)) by (intros k kK; apply pi_transform; assumption).
  rewrite transform_twice by assumption; field; exact INR_order_nonzero.
Qed.

Lemma modes_pairing s q : even s -> even q ->
  total K (fun k => s k * pi_of A q k) = INR K * total K (fun g => z_ A s g * q g).
Proof.
  intros _ _; rewrite <- total_scal.
  transitivity (total K (fun k => total K (fun g => Re (chi A k g) * s k * q g))).
  - apply total_ext; intros k kK; rewrite pi_real, <- total_scal.
    apply total_ext; intros g gK; ring.
  - rewrite total_swap; apply total_ext; intros g gK.
    rewrite total_scal_r, z_transform; unfold transform; field; exact INR_order_nonzero.
Qed.

(** The modes are determined by the logits, and the logits add up to the mode at 0. *)

Lemma modes_of_logits s k : even s -> (k < K)%nat -> s k = total K (fun g => Re (chi A k g) * z_ A s g).
Proof.
  intros se kK; rewrite <- transform_chi by assumption.
  transitivity (transform (transform s) k / INR K).
  - rewrite transform_twice by assumption; field; exact INR_order_nonzero.
  - unfold transform at 1 3; unfold Rdiv; rewrite <- total_scal_r.
    apply total_ext; intros g gK; rewrite z_transform; unfold Rdiv; ring.
Qed.

Lemma z_total s : even s -> total K (z_ A s) = s 0%nat.
Proof.
  intros se; rewrite (modes_of_logits s 0 se (order_below_zero A)).
  apply total_ext; intros g gK; rewrite chi_zero_l by assumption.
  symmetry; apply Rmult_1_l.
Qed.

End Group.
