(** * The cyclic group Z_K and its characters, the K-th roots of unity.

    The elements are 0, ..., K - 1 with addition modulo K and chi_k(g) = exp(2 pi i k g / K), written as the pair of its
    cosine and sine. The powers of the first root of unity are multiplicative (addition theorems) and K-periodic, which
    gives the bicharacter; it is faithful since within one turn only the angle 0 has cosine 1 and sine 0. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Complex.
Local Open Scope R_scope.

(** ** Roots of unity: the angle of n steps, and the point there on the unit circle. *)

Definition angle (K n : nat) : R := 2 * PI * INR n / INR K.

Definition root (K n : nat) : complex := (cos (angle K n), sin (angle K n)).

Lemma root_plus K m n : root K (m + n) = Cmul (root K m) (root K n).
Proof.
  assert (E : angle K (m + n) = angle K m + angle K n) by (unfold angle, Rdiv; rewrite plus_INR; ring).
  unfold root; rewrite E, cos_plus, sin_plus; parts; ring.
Qed.

Lemma root_period K n m : (0 < K)%nat -> root K (n + K * m) = root K n.
Proof.
  intros positive.
  assert (E : angle K (n + K * m) = angle K n + 2 * INR m * PI).
  { unfold angle; rewrite plus_INR, mult_INR; field; apply not_0_INR; lia. }
  unfold root; rewrite E, cos_period, sin_period; reflexivity.
Qed.

Lemma root_mod K k n : (0 < K)%nat -> root K (k * (n mod K)) = root K (k * n).
Proof.
  intros positive.
  rewrite <- (root_period K (k * (n mod K)) (k * (n / K)) positive); f_equal.
  rewrite (Nat.div_mod n K) at 3 by lia; ring.
Qed.

Lemma root_unit K n : Cmul (root K n) (Cconj (root K n)) = RtoC 1.
Proof.
  assert (E := sin2_cos2 (angle K n)); unfold Rsqr in E.
  unfold root; parts; [lra | ring].
Qed.

(** Before a full turn only 0 steps lead back to 1. *)

Lemma root_first K g : (g < K)%nat -> root K g = RtoC 1 -> g = 0%nat.
Proof.
  intros below E.
  assert (cosine : cos (angle K g) = 1) by exact (f_equal Re E).
  assert (sine : sin (angle K g) = 0) by exact (f_equal Im E).
  assert (K_positive : 0 < INR K) by (apply lt_0_INR; lia).
  assert (turn := Rgt_2PI_0).
  assert (share : angle K g = 2 * PI * (INR g / INR K)) by (unfold angle, Rdiv; ring).
  assert (low : 0 <= INR g / INR K) by (apply Rle_mult_inv_pos; [apply pos_INR | assumption]).
  assert (high : INR g / INR K < 1) by (apply Rmult_lt_reg_r with (INR K); [assumption |];
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra; apply lt_INR; assumption).
  destruct (sin_eq_O_2PI_0 (angle K g)) as [zero | [half | full]]; [nra | nra | exact sine | | |].
  - rewrite share in zero; apply INR_eq; change (INR g = 0).
    assert (INR g / INR K = 0) by nra.
    transitivity (INR g / INR K * INR K); [field; lra | nra].
  - exfalso; rewrite half, cos_PI in cosine; lra.
  - exfalso; nra.
Qed.

(** ** The group. *)

Definition cyclic_chi (K k g : nat) : complex :=
  (cos (2 * PI * INR k * INR g / INR K), sin (2 * PI * INR k * INR g / INR K)).

Lemma cyclic_chi_root K k g : cyclic_chi K k g = root K (k * g).
Proof.
  unfold cyclic_chi, root, angle; rewrite mult_INR, <- Rmult_assoc; reflexivity.
Qed.

Definition cyclic (K : nat) (positive : (0 < K)%nat) : abelian.
Proof.
  refine {| order := K; gplus := fun g h => ((g + h) mod K)%nat; gopp := fun g => ((K - g) mod K)%nat;
            chi := cyclic_chi K |}.
  - exact positive.
  - intros g h _ _; apply Nat.mod_upper_bound; lia.
  - intros g _; apply Nat.mod_upper_bound; lia.
  - intros g h k _ _ _; rewrite Nat.add_mod_idemp_l, Nat.add_mod_idemp_r, Nat.add_assoc by lia; reflexivity.
  - intros g h _ _; rewrite Nat.add_comm; reflexivity.
  - intros g below; apply Nat.mod_small; assumption.
  - intros g below; rewrite Nat.add_mod_idemp_r by lia.
    replace (g + (K - g))%nat with K by lia; apply Nat.mod_same; lia.
  - intros k g _ _; rewrite !cyclic_chi_root, Nat.mul_comm; reflexivity.
  - intros k g h _ _ _; rewrite !cyclic_chi_root, root_mod, Nat.mul_add_distr_l by assumption; apply root_plus.
  - intros k g _ _; rewrite cyclic_chi_root; apply root_unit.
  - intros g below trivial; destruct (Nat.eq_dec K 1) as [one | more]; [lia |].
    apply (root_first K g below); rewrite <- (Nat.mul_1_l g), <- cyclic_chi_root; apply trivial; lia.
Defined.

Lemma cyclic_order K positive : order (cyclic K positive) = K.
Proof. reflexivity. Qed.

Lemma cyclic_values K positive k g : chi (cyclic K positive) k g =
  (cos (2 * PI * INR k * INR g / INR K), sin (2 * PI * INR k * INR g / INR K)).
Proof. reflexivity. Qed.
