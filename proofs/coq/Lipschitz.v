(** * Functions that are bounded and Lipschitz on bounded sets

    A point x has N real coordinates. A function of the point is [tame] if on every box (all coordinates at most M
    in modulus) it is bounded, and Lipschitz for the distance sum_i |x_i - x'_i|. Coordinates are tame; sums,
    products, exponentials of tame functions are, and reciprocals of tame functions that are nowhere below 1:
    hence the softmax. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums.
Local Open Scope R_scope.

(** ** Sums and absolute values *)

Lemma Rabs_total n f : Rabs (total n f) <= total n (fun i => Rabs (f i)).
Proof.
  induction n as [|n hypothesis]; simpl; [rewrite Rabs_R0; lra |].
  pose proof (Rabs_triang (total n f) (f n)). lra.
Qed.

Lemma term_le_total n f i : (forall j, (j < n)%nat -> 0 <= f j) -> (i < n)%nat -> f i <= total n f.
Proof.
  intros nonneg below. rewrite <- (total_delta n i f below). apply total_le. intros j inside.
  pose proof (nonneg j inside). unfold delta. destruct (i =? j)%nat; lra.
Qed.

Section Tame.
Variables (point : Type) (N : nat) (coordinate : point -> nat -> R).

Definition distance (x x' : point) : R := total N (fun i => Rabs (coordinate x i - coordinate x' i)).
Definition in_box (M : R) (x : point) : Prop := forall i, (i < N)%nat -> Rabs (coordinate x i) <= M.
Definition tame (f : point -> R) : Prop := forall M, exists bound slope, 0 <= bound /\ 0 <= slope /\
  forall x x', in_box M x -> in_box M x' -> Rabs (f x) <= bound /\ Rabs (f x - f x') <= slope * distance x x'.

Lemma distance_nonneg x x' : 0 <= distance x x'.
Proof. apply total_nonneg. intros. apply Rabs_pos. Qed.

Lemma tame_ext f g : (forall x, f x = g x) -> tame f -> tame g.
Proof.
  intros same T M. destruct (T M) as (B & c & B0 & c0 & H). exists B, c. repeat split; trivial.
  - rewrite <- same. now apply (H x x').
  - rewrite <- !same. now apply H.
Qed.

Lemma tame_const r : tame (fun _ => r).
Proof.
  intros M. exists (Rabs r), 0. repeat split; try lra.
  - apply Rabs_pos.
  - rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. lra.
Qed.

Lemma tame_coordinate i : (i < N)%nat -> tame (fun x => coordinate x i).
Proof.
  intros below M. exists (Rabs M), 1. repeat split; try lra.
  - apply Rabs_pos.
  - pose proof (H i below). pose proof (Rle_abs M). lra.
  - rewrite Rmult_1_l. apply (term_le_total N (fun j => Rabs (coordinate x j - coordinate x' j)) i); [| exact below].
    intros. apply Rabs_pos.
Qed.

Lemma tame_plus f g : tame f -> tame g -> tame (fun x => f x + g x).
Proof.
  intros F G M. destruct (F M) as (B & c & B0 & c0 & HF). destruct (G M) as (B' & c' & B0' & c0' & HG).
  exists (B + B'), (c + c'). split; [lra | split; [lra |]]. intros x x' bx bx'.
  destruct (HF x x' bx bx') as [f_bound f_slope]. destruct (HG x x' bx bx') as [g_bound g_slope]. split.
  - pose proof (Rabs_triang (f x) (g x)). lra.
  - replace (f x + g x - (f x' + g x')) with ((f x - f x') + (g x - g x')) by ring.
    pose proof (Rabs_triang (f x - f x') (g x - g x')). lra.
Qed.

Lemma tame_mult f g : tame f -> tame g -> tame (fun x => f x * g x).
Proof.
  intros F G M. destruct (F M) as (B & c & B0 & c0 & HF). destruct (G M) as (B' & c' & B0' & c0' & HG).
  exists (B * B'), (B * c' + c * B').
  split; [now apply Rmult_le_pos | split; [apply Rplus_le_le_0_compat; now apply Rmult_le_pos |]]. intros x x' bx bx'.
  destruct (HF x x' bx bx') as [f_bound f_slope]. destruct (HG x x' bx bx') as [g_bound g_slope].
  destruct (HG x' x' bx' bx') as [g_bound' _]. split.
  - rewrite Rabs_mult. apply Rmult_le_compat; trivial using Rabs_pos.
  - replace (f x * g x - f x' * g x') with (f x * (g x - g x') + (f x - f x') * g x') by ring.
    apply (Rle_trans _ _ _ (Rabs_triang _ _)). rewrite !Rabs_mult.
    replace ((B * c' + c * B') * distance x x') with (B * (c' * distance x x') + (c * distance x x') * B') by ring.
    apply Rplus_le_compat; apply Rmult_le_compat; trivial using Rabs_pos.
Qed.

Lemma tame_opp f : tame f -> tame (fun x => - f x).
Proof.
  intros F. apply (tame_ext (fun x => -1 * f x)); [intros; ring |]. now apply tame_mult; [apply tame_const |].
Qed.

Lemma tame_minus f g : tame f -> tame g -> tame (fun x => f x - g x).
Proof. intros F G. exact (tame_plus f (fun x => - g x) F (tame_opp g G)). Qed.

Lemma tame_total n (f : nat -> point -> R) :
  (forall i, (i < n)%nat -> tame (f i)) -> tame (fun x => total n (fun i => f i x)).
Proof.
  induction n as [|n hypothesis]; intros F; simpl; [apply tame_const |].
  apply tame_plus; [apply hypothesis; intros; apply F; lia | apply F; lia].
Qed.

(** ** The exponential: exp x - exp y <= exp x (x - y) *)

Lemma exp_chord x y : exp x - exp y <= exp x * (x - y).
Proof.
  pose proof (exp_ineq1_le (y - x)) as tangent. pose proof (exp_pos x).
  assert (exp y = exp x * exp (y - x)) as split_exp by (rewrite <- exp_plus; f_equal; ring).
  rewrite split_exp. nra.
Qed.

Lemma exp_lipschitz B x y : Rabs x <= B -> Rabs y <= B -> Rabs (exp x - exp y) <= exp B * Rabs (x - y).
Proof.
  assert (forall u v, Rabs u <= B -> exp u - exp v <= exp B * Rabs (u - v)) as one_side.
  { intros u v bound. apply (Rle_trans _ _ _ (exp_chord u v)).
    assert (exp u <= exp B) as below.
    { pose proof (Rle_abs u). destruct (Rle_lt_or_eq_dec u B) as [less | ->]; try lra.
      left. now apply exp_increasing. }
    pose proof (exp_pos u). pose proof (Rle_abs (u - v)). pose proof (Rabs_pos (u - v)). nra. }
  intros bx bound_y. apply Rabs_le. pose proof (one_side x y bx). pose proof (one_side y x bound_y).
  rewrite (Rabs_minus_sym y x) in *. lra.
Qed.

Lemma tame_exp f : tame f -> tame (fun x => exp (f x)).
Proof.
  intros F M. destruct (F M) as (B & c & B0 & c0 & H). exists (exp B), (exp B * c). pose proof (exp_pos B).
  split; [lra | split; [now apply Rmult_le_pos; [lra |] |]]. intros x x' bx bx'.
  destruct (H x x' bx bx') as [bound slope]. destruct (H x' x' bx' bx') as [bound' _]. split.
  - rewrite Rabs_pos_eq by (left; apply exp_pos). pose proof (Rle_abs (f x)).
    destruct (Rle_lt_or_eq_dec (f x) B) as [less | ->]; try lra. left. now apply exp_increasing.
  - apply (Rle_trans _ _ _ (exp_lipschitz B _ _ bound bound')). rewrite Rmult_assoc.
    apply Rmult_le_compat_l; lra.
Qed.

(** ** Reciprocals *)

Lemma tame_inverse f : (forall x, 1 <= f x) -> tame f -> tame (fun x => / f x).
Proof.
  intros above F M. destruct (F M) as (B & c & B0 & c0 & H). exists 1, c.
  assert (forall x, 0 < / f x <= 1) as unit.
  { intros x. pose proof (above x). split; [apply Rinv_0_lt_compat; lra |].
    rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  split; [lra | split; [exact c0 |]]. intros x x' bx bx'. destruct (H x x' bx bx') as [_ slope].
  pose proof (unit x) as ux. pose proof (unit x') as ux'. pose proof (above x). pose proof (above x'). split.
  - rewrite Rabs_pos_eq; lra.
  - replace (/ f x - / f x') with (- (f x - f x') * (/ f x * / f x')) by (field; lra).
    rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq (/ f x * / f x')) by nra.
    assert (/ f x * / f x' <= 1) by nra. pose proof (Rabs_pos (f x - f x')). nra.
Qed.
End Tame.
