(** * Arithmetic with a fixed number of binary places, rounded down or up.

    The integer a with p places is the number a / 2^p. Products and quotients of nonnegative numbers are rounded towards
    the side that is wanted; so the polynomial of exp by Horner's rule (ExpTaylor.v), and repeated squares, stay on that
    side of their true value. Everything is computed in Z, with shifts for the divisions by 2^p. *)

From Coq Require Import Reals ZArith Arith Lia Lra.
From Symflow Require Import ExpTaylor.
Local Open Scope Z_scope.

(** ** The computation. *)

Definition shift_down (p a : Z) : Z := Z.shiftr a p.
Definition shift_up (p a : Z) : Z := - Z.shiftr (- a) p.
Definition divide_up (a b : Z) : Z := - (- a / b).

Fixpoint horner_down (p x : Z) (n k : nat) : Z :=
  match n with
  | O => 2 ^ p
  | S m => 2 ^ p + shift_down p (x * horner_down p x m (S k)) / Z.of_nat k
  end.

Fixpoint horner_up (p x : Z) (n k : nat) : Z :=
  match n with
  | O => 2 * 2 ^ p
  | S m => 2 ^ p + divide_up (shift_up p (x * horner_up p x m (S k))) (Z.of_nat k)
  end.

Fixpoint squares_down (p a : Z) (h : nat) : Z :=
  match h with
  | O => a
  | S m => let b := squares_down p a m in shift_down p (b * b)
  end.

Fixpoint squares_up (p a : Z) (h : nat) : Z :=
  match h with
  | O => a
  | S m => let b := squares_up p a m in shift_up p (b * b)
  end.

Local Open Scope R_scope.


(** ** Rounding. *)

Lemma quotient_down a b : (0 < b)%Z -> IZR (a / b) * IZR b <= IZR a.
Proof.
  intros positive. rewrite <- mult_IZR. apply IZR_le.
  rewrite Z.mul_comm. now apply Z.mul_div_le.
Qed.

Lemma quotient_up a b : (0 < b)%Z -> IZR a <= IZR (divide_up a b) * IZR b.
Proof.
  intros positive. pose proof (quotient_down (- a) b positive) as below.
  unfold divide_up. rewrite opp_IZR in *. lra.
Qed.

Section Places.

  Variable p : Z.
  Hypothesis some : (0 <= p)%Z.

  Lemma scale_positive : (0 < 2 ^ p)%Z.
  Proof. now apply Z.pow_pos_nonneg. Qed.

  Lemma shift_down_le a : IZR (shift_down p a) * IZR (2 ^ p) <= IZR a.
  Proof.
    unfold shift_down. rewrite Z.shiftr_div_pow2 by trivial.
    apply quotient_down, scale_positive.
  Qed.

  Lemma shift_up_ge a : IZR a <= IZR (shift_up p a) * IZR (2 ^ p).
  Proof.
    unfold shift_up. rewrite Z.shiftr_div_pow2 by trivial.
    apply quotient_up, scale_positive.
  Qed.

  (** The integer a is on the lower, or upper, side of v. *)

  Definition below (a : Z) (v : R) : Prop := 0 <= IZR a <= v * IZR (2 ^ p).
  Definition above (a : Z) (v : R) : Prop := 0 <= v * IZR (2 ^ p) <= IZR a.

  Lemma shift_down_nonneg a : 0 <= IZR a -> 0 <= IZR (shift_down p a).
  Proof.
    intros nonneg. apply le_IZR in nonneg. apply IZR_le. now apply Z.shiftr_nonneg.
  Qed.

  Lemma below_product a b v w : below a v -> below b w -> below (shift_down p (a * b)) (v * w).
  Proof.
    intros [a_nonneg a_below] [b_nonneg b_below]. pose proof (IZR_lt _ _ scale_positive) as scale.
    assert (product : 0 <= IZR (a * b)) by (rewrite mult_IZR; now apply Rmult_le_pos).
    split; [now apply shift_down_nonneg|].
    apply Rmult_le_reg_r with (IZR (2 ^ p)); [trivial|].
    apply Rle_trans with (1 := shift_down_le (a * b)). rewrite mult_IZR.
    replace (v * w * IZR (2 ^ p) * IZR (2 ^ p)) with (v * IZR (2 ^ p) * (w * IZR (2 ^ p))) by ring.
    now apply Rmult_le_compat.
  Qed.

  Lemma above_product a b v w : above a v -> above b w -> above (shift_up p (a * b)) (v * w).
  Proof.
    intros [v_nonneg a_above] [w_nonneg b_above]. pose proof (IZR_lt _ _ scale_positive) as scale.
    assert (product : 0 <= v * IZR (2 ^ p) * (w * IZR (2 ^ p))) by now apply Rmult_le_pos.
    split.
    - apply Rmult_le_reg_r with (IZR (2 ^ p)); [trivial | nra].
    - apply Rmult_le_reg_r with (IZR (2 ^ p)); [trivial|].
      apply Rle_trans with (2 := shift_up_ge (a * b)). rewrite mult_IZR.
      replace (v * w * IZR (2 ^ p) * IZR (2 ^ p)) with (v * IZR (2 ^ p) * (w * IZR (2 ^ p))) by ring.
      now apply Rmult_le_compat.
  Qed.

  (** One step of Horner's rule: a stands for x w, and k divides it. *)

  Lemma below_step a v k : (0 < k)%nat -> below a v -> below (2 ^ p + a / Z.of_nat k) (1 + v / INR k).
  Proof.
    intros divisor [nonneg a_below]. pose proof (IZR_lt _ _ scale_positive) as scale.
    pose proof (quotient_down a (Z.of_nat k) ltac:(lia)) as rounded.
    rewrite <- INR_IZR_INZ in rounded. apply lt_0_INR in divisor as positive.
    apply le_IZR in nonneg as digits.
    assert (0 <= IZR (a / Z.of_nat k)) by (apply IZR_le, Z.div_pos; lia).
    assert (IZR (a / Z.of_nat k) <= v / INR k * IZR (2 ^ p)).
    { apply Rmult_le_reg_r with (INR k); [trivial|].
      replace (v / INR k * IZR (2 ^ p) * INR k) with (v * IZR (2 ^ p)) by (field; lra). lra. }
    unfold below. rewrite plus_IZR. split; lra.
  Qed.

  Lemma above_step a v k : (0 < k)%nat -> above a v -> above (2 ^ p + divide_up a (Z.of_nat k)) (1 + v / INR k).
  Proof.
    intros divisor [nonneg a_above]. pose proof (IZR_lt _ _ scale_positive) as scale.
    pose proof (quotient_up a (Z.of_nat k) ltac:(lia)) as rounded.
    rewrite <- INR_IZR_INZ in rounded. apply lt_0_INR in divisor as positive.
    assert (quotient : v / INR k * IZR (2 ^ p) * INR k = v * IZR (2 ^ p)) by (field; lra).
    assert (0 <= v / INR k * IZR (2 ^ p)) by (apply Rmult_le_reg_r with (INR k); lra).
    assert (v / INR k * IZR (2 ^ p) <= IZR (divide_up a (Z.of_nat k)))
      by (apply Rmult_le_reg_r with (INR k); lra).
    unfold above. rewrite plus_IZR. split; lra.
  Qed.

  Lemma horner_down_below x v n k : below x v -> (0 < k)%nat -> below (horner_down p x n k) (horner n k v 1).
  Proof.
    intros argument. pose proof (IZR_lt _ _ scale_positive). revert k.
    induction n as [|n IH]; intros k divisor.
    - unfold below. simpl. lra.
    - replace (horner (S n) k v 1) with (1 + v * horner n (S k) v 1 / INR k) by (simpl; unfold Rdiv; ring).
      apply below_step, below_product; trivial. apply IH; lia.
  Qed.

  Lemma horner_up_above x v n k : above x v -> (0 < k)%nat -> above (horner_up p x n k) (horner n k v 2).
  Proof.
    intros argument. pose proof (IZR_lt _ _ scale_positive). revert k.
    induction n as [|n IH]; intros k divisor.
    - unfold above. cbn [horner horner_up]. rewrite mult_IZR. lra.
    - replace (horner (S n) k v 2) with (1 + v * horner n (S k) v 2 / INR k) by (simpl; unfold Rdiv; ring).
      apply above_step, above_product; trivial. apply IH; lia.
  Qed.

  Lemma exp_double v h : exp (2 ^ S h * v) = exp (2 ^ h * v) * exp (2 ^ h * v).
  Proof. rewrite <- exp_plus. f_equal. simpl. ring. Qed.

  Lemma squares_down_below a v h : below a (exp v) -> below (squares_down p a h) (exp (2 ^ h * v)).
  Proof.
    intros start. induction h as [|h IH].
    - simpl. now rewrite Rmult_1_l.
    - rewrite exp_double. now apply below_product.
  Qed.

  Lemma squares_up_above a v h : above a (exp v) -> above (squares_up p a h) (exp (2 ^ h * v)).
  Proof.
    intros start. induction h as [|h IH].
    - simpl. now rewrite Rmult_1_l.
    - rewrite exp_double. now apply above_product.
  Qed.

End Places.
