(** * Sums over a finite abelian group, and orthogonality of its characters.

    The group is that of Prelude's record: elements 0, ..., K - 1, neutral element 0, and a faithful symmetric
    bicharacter chi, so that chi_k, k in the group, are its characters. A sum over the group is invariant under
    translation; translating the sum of chi_k(g) over k by l multiplies it by chi_l(g), and faithfulness supplies an l
    with chi_l(g) <> 1 unless g = 0. Hence the sum is K for g = 0 and 0 otherwise, which is orthogonality. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Complex.
Local Open Scope R_scope.

Section Group.
Variable A : abelian.
Notation K := (order A).

(** ** Group arithmetic. *)

Lemma order_below_zero : (0 < K)%nat.
Proof. exact (order_positive A). Qed.

Lemma INR_order : 0 < INR K.
Proof. apply lt_0_INR, order_below_zero. Qed.

Hint Resolve order_below_zero gopp_below gplus_below : core.

Lemma gplus_zero_r g : (g < K)%nat -> gplus A g 0 = g.
Proof. intros; rewrite gplus_comm by auto; apply gplus_zero; assumption. Qed.

Lemma gopp_gplus g : (g < K)%nat -> gplus A (gopp A g) g = 0%nat.
Proof. intros; rewrite gplus_comm by auto; apply gplus_gopp; assumption. Qed.

Lemma gopp_unique g h : (g < K)%nat -> (h < K)%nat -> gplus A g h = 0%nat -> h = gopp A g.
Proof.
  intros gK hK E.
  rewrite <- (gplus_zero A h hK), <- (gopp_gplus g gK), gplus_assoc, E by auto.
  apply gplus_zero_r; auto.
Qed.

Lemma gopp_zero : gopp A 0 = 0%nat.
Proof.
  symmetry; apply gopp_unique; auto.
  apply gplus_zero; auto.
Qed.

Lemma gopp_involutive g : (g < K)%nat -> gopp A (gopp A g) = g.
Proof.
  intros gK; symmetry; apply gopp_unique; auto.
  apply gopp_gplus; assumption.
Qed.

Lemma gopp_nonzero g : (g < K)%nat -> (0 < g)%nat -> (0 < gopp A g)%nat.
Proof.
  intros gK positive.
  destruct (Nat.eq_dec (gopp A g) 0) as [E | N]; [| lia].
  assert (back := gopp_involutive g gK); rewrite E, gopp_zero in back; lia.
Qed.

Lemma gplus_gplus_gopp g h : (g < K)%nat -> (h < K)%nat -> gplus A (gplus A g h) (gopp A h) = g.
Proof.
  intros gK hK; rewrite gplus_assoc, gplus_gopp by auto.
  apply gplus_zero_r; assumption.
Qed.

Lemma gplus_gopp_gplus g h : (g < K)%nat -> (h < K)%nat -> gplus A (gplus A g (gopp A h)) h = g.
Proof.
  intros gK hK; rewrite gplus_assoc, gopp_gplus by auto.
  apply gplus_zero_r; assumption.
Qed.

(** g + h = 0 exactly when h = - g, and g - h = 0 exactly when g = h; as values of delta. *)

Lemma delta_gplus g h : (g < K)%nat -> (h < K)%nat -> delta (gplus A g h) 0 = delta (gopp A g) h.
Proof.
  intros gK hK; destruct (Nat.eq_dec (gopp A g) h) as [<- | N].
  - rewrite gplus_gopp by assumption; rewrite !delta_same; reflexivity.
  - rewrite !delta_other; try assumption; [reflexivity |].
    intros E; apply N; symmetry; apply gopp_unique; assumption.
Qed.

Lemma delta_difference g h : (g < K)%nat -> (h < K)%nat -> delta (gplus A g (gopp A h)) 0 = delta g h.
Proof.
  intros gK hK; rewrite gplus_comm, delta_gplus, gopp_involutive by auto.
  apply delta_comm.
Qed.

(** ** Values of the characters. *)

Lemma chi_zero k : (k < K)%nat -> chi A k 0 = RtoC 1.
Proof.
  intros kK.
  assert (square : Cmul (chi A k 0) (chi A k 0) = chi A k 0).
  { rewrite <- chi_gplus by auto; rewrite gplus_zero by auto; reflexivity. }
  assert (unit := chi_unit A k 0 kK order_below_zero).
  transitivity (Cmul (chi A k 0) (Cmul (chi A k 0) (Cconj (chi A k 0)))); [rewrite unit; ring |].
  transitivity (Cmul (Cmul (chi A k 0) (chi A k 0)) (Cconj (chi A k 0))); [ring |].
  rewrite square; exact unit.
Qed.

Lemma chi_zero_l g : (g < K)%nat -> chi A 0 g = RtoC 1.
Proof. intros gK; rewrite chi_symmetric by auto; apply chi_zero; assumption. Qed.

Lemma chi_gplus_l k l g : (k < K)%nat -> (l < K)%nat -> (g < K)%nat ->
  chi A (gplus A k l) g = Cmul (chi A k g) (chi A l g).
Proof.
  intros kK lK gK; rewrite chi_symmetric, chi_gplus by auto.
  rewrite (chi_symmetric A g k), (chi_symmetric A g l) by auto; reflexivity.
Qed.

Lemma chi_gopp k g : (k < K)%nat -> (g < K)%nat -> chi A k (gopp A g) = Cconj (chi A k g).
Proof.
  intros kK gK.
  transitivity (Cmul (Cmul (chi A k g) (Cconj (chi A k g))) (chi A k (gopp A g))).
  - rewrite chi_unit by assumption; ring.
  - transitivity (Cmul (Cmul (chi A k g) (chi A k (gopp A g))) (Cconj (chi A k g))); [ring |].
    rewrite <- chi_gplus, gplus_gopp, chi_zero by auto; ring.
Qed.

Lemma chi_gopp_l k g : (k < K)%nat -> (g < K)%nat -> chi A (gopp A k) g = Cconj (chi A k g).
Proof.
  intros kK gK; rewrite chi_symmetric, chi_gopp by auto.
  rewrite chi_symmetric by assumption; reflexivity.
Qed.

Lemma chi_bounded k g : (k < K)%nat -> (g < K)%nat -> Re (chi A k g) <= 1.
Proof.
  intros kK gK.
  assert (unit := f_equal Re (chi_unit A k g kK gK)).
  unfold Cmul, Cconj, RtoC, Re, Im in *; simpl in *; nra.
Qed.

(** ** Sums over the group do not change under translation and reflection. *)

Lemma ctotal_shift h f : (h < K)%nat -> ctotal K (fun g => f (gplus A g h)) = ctotal K f.
Proof.
  intros hK.
  apply (ctotal_reindex K (fun g => gplus A g h) (fun g => gplus A g (gopp A h)) f); intros g gK; auto.
  - apply gplus_gplus_gopp; assumption.
  - apply gplus_gopp_gplus; assumption.
Qed.

Lemma ctotal_gopp f : ctotal K (fun g => f (gopp A g)) = ctotal K f.
Proof.
  apply (ctotal_reindex K (gopp A) (gopp A) f); auto using gopp_involutive.
Qed.

Lemma total_shift h f : (h < K)%nat -> total K (fun g => f (gplus A g h)) = total K f.
Proof.
  intros hK; apply RtoC_injective; rewrite <- !ctotal_RtoC.
  exact (ctotal_shift h (fun g => RtoC (f g)) hK).
Qed.

Lemma total_gopp f : total K (fun g => f (gopp A g)) = total K f.
Proof.
  apply RtoC_injective; rewrite <- !ctotal_RtoC.
  exact (ctotal_gopp (fun g => RtoC (f g))).
Qed.

(** ** Orthogonality. *)

(** Among finitely many values of a character either all are 1 or one that is not 1 can be pointed at. *)

Lemma trivial_or_witness g n :
  (forall k, (k < n)%nat -> chi A k g = RtoC 1) \/ (exists k, (k < n)%nat /\ chi A k g <> RtoC 1).
Proof.
  induction n as [| n [all | [k [kn N]]]].
  - left; intros k below; lia.
  - destruct (complex_eq_dec (chi A n g) (RtoC 1)) as [E | N].
    + left; intros k below; destruct (Nat.eq_dec k n) as [-> |]; [exact E | apply all; lia].
    + right; exists n; split; [lia | exact N].
  - right; exists k; split; [lia | exact N].
Qed.

Lemma chi_nontrivial g : (g < K)%nat -> g <> 0%nat -> exists k, (k < K)%nat /\ chi A k g <> RtoC 1.
Proof.
  intros gK nonzero; destruct (trivial_or_witness g K) as [all | witness]; [| exact witness].
  exfalso; apply nonzero, (chi_faithful A g gK all).
Qed.

Lemma ctotal_ones n : ctotal n (fun _ => RtoC 1) = RtoC (INR n).
Proof.
  rewrite ctotal_RtoC, total_const, Rmult_1_r; reflexivity.
Qed.

Lemma chi_orthogonal g : (g < K)%nat -> ctotal K (fun k => chi A k g) = RtoC (INR K * delta g 0).
Proof.
  intros gK; destruct (Nat.eq_dec g 0) as [-> | nonzero].
  - rewrite delta_same, Rmult_1_r, <- ctotal_ones.
    apply ctotal_ext; intros k kK; apply chi_zero; assumption.
  - rewrite delta_other, Rmult_0_r by assumption.
    destruct (chi_nontrivial g gK nonzero) as [l [lK N]].
    apply (Cmul_zero (Cadd (chi A l g) (Copp (RtoC 1)))).
    + assert (shifted : ctotal K (fun k => Cmul (chi A k g) (chi A l g)) = ctotal K (fun k => chi A k g)).
      { rewrite <- (ctotal_shift l (fun k => chi A k g) lK).
        apply ctotal_ext; intros k kK; rewrite chi_gplus_l by assumption; reflexivity. }
      rewrite ctotal_scal_r in shifted.
      transitivity (Cadd (Cmul (ctotal K (fun k => chi A k g)) (chi A l g)) (Copp (ctotal K (fun k => chi A k g))));
        [ring | rewrite shifted; ring].
    + intros E; apply N.
      transitivity (Cadd (Cadd (chi A l g) (Copp (RtoC 1))) (RtoC 1)); [ring | rewrite E; ring].
Qed.

Lemma chi_orthogonal_r k : (k < K)%nat -> ctotal K (fun g => chi A k g) = RtoC (INR K * delta k 0).
Proof.
  intros kK; rewrite <- chi_orthogonal by assumption.
  apply ctotal_ext; intros g gK; apply chi_symmetric; assumption.
Qed.

Lemma chi_orthogonal_pair k l : (k < K)%nat -> (l < K)%nat ->
  ctotal K (fun g => Cmul (chi A k g) (Cconj (chi A l g))) = RtoC (INR K * delta k l).
Proof.
  intros kK lK; rewrite <- delta_difference, <- chi_orthogonal_r by auto.
  apply ctotal_ext; intros g gK; rewrite chi_gplus_l, chi_gopp_l by auto; reflexivity.
Qed.

(** Sums over all characters with real parts. *)

Lemma total_Re_chi g : (g < K)%nat -> total K (fun k => Re (chi A k g)) = INR K * delta g 0.
Proof.
  intros gK; rewrite <- Re_ctotal, chi_orthogonal by assumption; reflexivity.
Qed.

Lemma total_Re_chi_r k : (k < K)%nat -> total K (fun g => Re (chi A k g)) = INR K * delta k 0.
Proof.
  intros kK; rewrite <- Re_ctotal, chi_orthogonal_r by assumption; reflexivity.
Qed.

End Group.
