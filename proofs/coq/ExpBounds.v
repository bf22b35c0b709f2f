(** * Rational bounds of exp and ln, computed and proved.

    [exp_lower n q] and [exp_upper n q] are rational numbers on the two sides of exp q, about 2^-n apart relative to
    exp q, for every rational q. They are computed with p > n binary places (FixedPoint.v):

      halve |q| h times, to x <= 2^-9; sum the Taylor polynomial of exp x (ExpTaylor.v); square h times; for q < 0 take
      the reciprocal.

    The checks [exp_between_b], [ln_between_b], and for lists of triples (lo, q, hi) [check_all], [check_all_ln],
    compare the bounds with given rational numbers, so that one [vm_compute; reflexivity] proves an inclusion. The
    logarithm needs no series: lo <= ln q if exp lo <= q. The number n says how sharp the bounds are; that they are
    bounds holds for every n. *)

From Coq Require Import Reals ZArith QArith Qreals Arith Lia Lra List.
From Symflow Require Import ExpTaylor FixedPoint.
Local Open Scope Z_scope.

(** ** The computation. For a / b >= 0: the numbers of halvings, of places, and of terms, and the two sides of
    2^places exp (a / b). The argument a / (b 2^halvings) in these places is a 2^(n + 4) / b. *)

Definition halvings (a b : Z) : Z := Z.log2 (a / b + 1) + 10.
Definition places (n : nat) (a b : Z) : Z := halvings a b + (Z.of_nat n + 4).
Definition terms (n : nat) : nat := (n / 12 + 5)%nat.

Definition lower_digits (n : nat) (a b : Z) : Z :=
  let p := places n a b in
  squares_down p (horner_down p (a * 2 ^ (Z.of_nat n + 4) / b) (terms n) 1) (Z.to_nat (halvings a b)).

Definition upper_digits (n : nat) (a b : Z) : Z :=
  let p := places n a b in
  squares_up p (horner_up p (divide_up (a * 2 ^ (Z.of_nat n + 4)) b) (terms n) 1) (Z.to_nat (halvings a b)).

Definition exp_lower (n : nat) (q : Q) : Q :=
  let (a, b) := q in
  if 0 <=? a then lower_digits n a (Zpos b) # Z.to_pos (2 ^ places n a (Zpos b))
  else 2 ^ places n (- a) (Zpos b) # Z.to_pos (upper_digits n (- a) (Zpos b)).

Definition exp_upper (n : nat) (q : Q) : Q :=
  let (a, b) := q in
  if 0 <=? a then upper_digits n a (Zpos b) # Z.to_pos (2 ^ places n a (Zpos b))
  else 2 ^ places n (- a) (Zpos b) # Z.to_pos (lower_digits n (- a) (Zpos b)).

Local Open Scope R_scope.

(** ** The two sides of exp (a / b), for a >= 0. *)

Section Digits.

  Variable n : nat.
  Variables a b : Z.
  Hypothesis numerator : (0 <= a)%Z.
  Hypothesis denominator : (0 < b)%Z.

  Let h := Z.to_nat (halvings a b).
  Let p := places n a b.
  Let v := IZR a / IZR b / 2 ^ h.

  Lemma halvings_positive : (10 <= halvings a b)%Z.
  Proof. unfold halvings. pose proof (Z.log2_nonneg (a / b + 1)). lia. Qed.

  Lemma places_nonneg : (0 <= p)%Z.
  Proof. unfold p, places. pose proof halvings_positive. lia. Qed.

  Lemma power_halvings : 2 ^ h = IZR (2 ^ halvings a b).
  Proof.
    unfold h. rewrite (pow_IZR 2), Z2Nat.id; [reflexivity|].
    pose proof halvings_positive. lia.
  Qed.

  Lemma power_positive : 0 < 2 ^ h.
  Proof. apply pow_lt. lra. Qed.

  Lemma argument_doubled : 2 ^ h * v = IZR a / IZR b.
  Proof. unfold v. pose proof power_positive. apply IZR_lt in denominator. field. lra. Qed.

  Lemma argument_scaled : v * IZR (2 ^ p) * IZR b = IZR (a * 2 ^ (Z.of_nat n + 4)).
  Proof.
    unfold p, places. pose proof halvings_positive.
    rewrite Z.pow_add_r, !mult_IZR, <- power_halvings by lia.
    unfold v. pose proof power_positive. apply IZR_lt in denominator. field. lra.
  Qed.

  (** a / b < c = [a / b] + 1 < 2^(log2 c + 1). *)

  Lemma argument_halved : (2 * a <= b * 2 ^ halvings a b)%Z.
  Proof.
    assert (quotient : (0 <= a / b)%Z) by now apply Z.div_pos.
    pose proof (Z.mul_succ_div_gt a b denominator) as floor.
    destruct (Z.log2_spec (a / b + 1)) as [_ power]; [lia|].
    unfold halvings. rewrite <- Z.add_1_r in *. pose proof (Z.log2_nonneg (a / b + 1)).
    rewrite Z.pow_add_r in * by lia. nia.
  Qed.

  Lemma argument_range : 0 <= v <= 1 / 2.
  Proof.
    pose proof power_positive as power. pose proof (IZR_le _ _ argument_halved) as halved.
    rewrite !mult_IZR, <- power_halvings in halved.
    apply IZR_le in numerator. apply IZR_lt in denominator.
    assert (value : v * (IZR b * 2 ^ h) = IZR a) by (unfold v; field; lra).
    assert (0 < IZR b * 2 ^ h) by now apply Rmult_lt_0_compat.
    split; apply Rmult_le_reg_r with (IZR b * 2 ^ h); lra.
  Qed.

  Lemma argument_digits : (0 <= a * 2 ^ (Z.of_nat n + 4))%Z.
  Proof. apply Z.mul_nonneg_nonneg; [trivial | apply Z.pow_nonneg; lia]. Qed.

  Theorem lower_digits_below : below p (lower_digits n a b) (exp (IZR a / IZR b)).
  Proof.
    pose proof argument_range as [nonneg _]. apply IZR_lt in denominator as positive.
    assert (argument : below p (a * 2 ^ (Z.of_nat n + 4) / b) v).
    { split; [apply IZR_le, Z.div_pos; [apply argument_digits | trivial]|].
      apply Rmult_le_reg_r with (IZR b); [trivial|]. rewrite argument_scaled. now apply quotient_down. }
    rewrite <- argument_doubled. apply squares_down_below; [apply places_nonneg|].
    destruct (horner_down_below p places_nonneg _ _ (terms n) 1 argument Nat.lt_0_1) as [digits bound].
    split; [exact digits|]. apply Rle_trans with (1 := bound).
    apply Rmult_le_compat_r; [|now apply horner_below_exp].
    left. apply IZR_lt, scale_positive, places_nonneg.
  Qed.

  Theorem upper_digits_above : above p (upper_digits n a b) (exp (IZR a / IZR b)).
  Proof.
    pose proof argument_range as range. apply IZR_lt in denominator as positive.
    pose proof (IZR_lt _ _ (scale_positive p places_nonneg)) as scale.
    assert (argument : above p (divide_up (a * 2 ^ (Z.of_nat n + 4)) b) v).
    { split; [apply Rmult_le_pos; [apply range | now left]|].
      apply Rmult_le_reg_r with (IZR b); [trivial|]. rewrite argument_scaled. now apply quotient_up. }
    rewrite <- argument_doubled. apply squares_up_above; [apply places_nonneg|].
    destruct (horner_up_above p places_nonneg _ _ (terms n) 1 argument Nat.lt_0_1) as [_ bound].
    split; [apply Rmult_le_pos; left; [apply exp_pos | trivial]|]. apply Rle_trans with (2 := bound).
    apply Rmult_le_compat_r; [now left|]. now apply exp_below_horner.
  Qed.

End Digits.

(** ** The rational bounds. *)

Lemma Q2R_quotient (a : Z) (b : positive) : Q2R (a # b) = IZR a / IZR (Zpos b).
Proof. reflexivity. Qed.

Lemma exp_opposite (a : Z) (b : positive) : exp (Q2R (a # b)) = / exp (IZR (- a) / IZR (Zpos b)).
Proof. rewrite <- exp_Ropp. f_equal. rewrite Q2R_quotient, opp_IZR. unfold Rdiv. ring. Qed.

Lemma quotient_le x y z : 0 < y -> x <= z * y -> x / y <= z.
Proof.
  intros positive bound. apply Rmult_le_reg_r with y; [trivial|].
  replace (x / y * y) with x by (field; lra). trivial.
Qed.

Lemma le_quotient x y z : 0 < y -> z * y <= x -> z <= x / y.
Proof.
  intros positive bound. apply Rmult_le_reg_r with y; [trivial|].
  replace (x / y * y) with x by (field; lra). trivial.
Qed.

Lemma le_reciprocal_times x y z : 0 < y -> y * x <= z -> x <= / y * z.
Proof. intros positive bound. rewrite Rmult_comm. apply le_quotient; [trivial | lra]. Qed.

Lemma reciprocal_times_le x y z : 0 < y -> z <= y * x -> / y * z <= x.
Proof. intros positive bound. rewrite Rmult_comm. apply quotient_le; [trivial | lra]. Qed.

Lemma exp_ge_1 v : 0 <= v -> 1 <= exp v.
Proof. intros nonneg. pose proof (exp_ineq1_le v). lra. Qed.

(** The denominator of a reciprocal has to be positive: Z.to_pos replaces an integer below 1 by 1. *)

Lemma to_pos_below p d v : (0 <= p)%Z -> 1 <= v -> below p d v -> IZR (Zpos (Z.to_pos d)) <= v * IZR (2 ^ p).
Proof.
  intros some large [_ bound]. assert (1 <= IZR (2 ^ p)) by now apply IZR_le, (Z.pow_le_mono_r 2 0 p).
  destruct d; simpl Z.to_pos; trivial; nra.
Qed.

Lemma to_pos_above p d v : above p d v -> v * IZR (2 ^ p) <= IZR (Zpos (Z.to_pos d)).
Proof. intros [_ bound]. apply Rle_trans with (1 := bound), IZR_le. destruct d; simpl; lia. Qed.

Theorem exp_lower_sound n q : Q2R (exp_lower n q) <= exp (Q2R q).
Proof.
  destruct q as [a b]. unfold exp_lower. destruct (Z.leb_spec 0 a) as [sign | sign].
  - pose proof (scale_positive _ (places_nonneg n a (Zpos b))) as scale.
    rewrite !Q2R_quotient, Z2Pos.id by trivial.
    apply quotient_le; [now apply IZR_lt|]. now apply lower_digits_below.
  - rewrite exp_opposite, Q2R_quotient. pose proof (exp_pos (IZR (- a) / IZR (Zpos b))) as value.
    apply quotient_le; [now apply IZR_lt|]. apply le_reciprocal_times; trivial.
    apply to_pos_above, upper_digits_above; lia.
Qed.

Theorem exp_upper_sound n q : exp (Q2R q) <= Q2R (exp_upper n q).
Proof.
  destruct q as [a b]. unfold exp_upper. destruct (Z.leb_spec 0 a) as [sign | sign].
  - pose proof (scale_positive _ (places_nonneg n a (Zpos b))) as scale.
    rewrite !Q2R_quotient, Z2Pos.id by trivial.
    apply le_quotient; [now apply IZR_lt|]. now apply upper_digits_above.
  - rewrite exp_opposite, Q2R_quotient. pose proof (exp_pos (IZR (- a) / IZR (Zpos b))) as value.
    apply le_quotient; [now apply IZR_lt|]. apply reciprocal_times_le; trivial.
    apply to_pos_below; [apply places_nonneg | | apply lower_digits_below; lia].
    apply exp_ge_1, Rmult_le_pos; [apply IZR_le; lia | left; now apply Rinv_0_lt_compat, IZR_lt].
Qed.

(** ** The checks. *)

Definition exp_between_b (n : nat) (lo q hi : Q) : bool :=
  (Qle_bool lo (exp_lower n q) && Qle_bool (exp_upper n q) hi)%bool.

Definition ln_between_b (n : nat) (lo q hi : Q) : bool :=
  (Qle_bool (exp_upper n lo) q && Qle_bool q (exp_lower n hi))%bool.

Definition check_all (n : nat) (entries : list (Q * Q * Q)) : bool :=
  forallb (fun '(lo, q, hi) => exp_between_b n lo q hi) entries.

Definition check_all_ln (n : nat) (entries : list (Q * Q * Q)) : bool :=
  forallb (fun '(lo, q, hi) => ln_between_b n lo q hi) entries.

Lemma Qle_bool_Rle x y : Qle_bool x y = true -> Q2R x <= Q2R y.
Proof. intros check. now apply Qle_Rle, Qle_bool_iff. Qed.

Theorem exp_between_sound n lo q hi :
  exp_between_b n lo q hi = true -> Q2R lo <= exp (Q2R q) <= Q2R hi.
Proof.
  intros check. apply andb_prop in check as [left right].
  apply Qle_bool_Rle in left, right.
  pose proof (exp_lower_sound n q). pose proof (exp_upper_sound n q). lra.
Qed.

Lemma exp_le_inv x y : exp x <= exp y -> x <= y.
Proof. intros [less | same]; [left; now apply exp_lt_inv | right; now apply exp_inv]. Qed.

Theorem ln_between_sound n lo q hi :
  ln_between_b n lo q hi = true -> Q2R lo <= ln (Q2R q) <= Q2R hi.
Proof.
  intros check. apply andb_prop in check as [left right].
  apply Qle_bool_Rle in left, right.
  pose proof (exp_upper_sound n lo). pose proof (exp_lower_sound n hi). pose proof (exp_pos (Q2R lo)).
  split; apply exp_le_inv; rewrite exp_ln; lra.
Qed.

Theorem check_all_sound n entries : check_all n entries = true ->
  forall lo q hi, In (lo, q, hi) entries -> Q2R lo <= exp (Q2R q) <= Q2R hi.
Proof.
  intros check lo q hi member. apply exp_between_sound with n.
  now apply (proj1 (forallb_forall _ _) check (lo, q, hi)).
Qed.

Theorem check_all_ln_sound n entries : check_all_ln n entries = true ->
  forall lo q hi, In (lo, q, hi) entries -> Q2R lo <= ln (Q2R q) <= Q2R hi.
Proof.
  intros check lo q hi member. apply ln_between_sound with n.
  now apply (proj1 (forallb_forall _ _) check (lo, q, hi)).
Qed.

(** ** Examples: exp 1 and ln 2 to 20 decimal places, and a list. *)

Example exp_1 : Q2R 2.71828182845904523536 <= exp (Q2R 1) <= Q2R 2.71828182845904523537.
Proof. apply (exp_between_sound 80). vm_compute. reflexivity. Qed.

Example ln_2 : Q2R 0.69314718055994530941 <= ln (Q2R 2) <= Q2R 0.69314718055994530942.
Proof. apply (ln_between_sound 80). vm_compute. reflexivity. Qed.

Definition exponentials : list (Q * Q * Q) :=
  ((0.6065306597, -1 # 2, 0.6065306598) :: (1, 0, 1) :: (22026.4657948, 10, 22026.4657949) :: nil)%Q.

Example exponentials_hold : forall lo q hi, In (lo, q, hi) exponentials -> Q2R lo <= exp (Q2R q) <= Q2R hi.
Proof. apply (check_all_sound 80). vm_compute. reflexivity. Qed.
