(** * Uniqueness of solutions

    Two curves of points with N coordinates solve x_i' = F_i(x) on an open interval of time, F tame (Lipschitz on
    bounded sets). On a compact subinterval both stay in a box, so E = sum_i (x_i - x'_i)^2 satisfies |E'| <= 2 c
    N E there. By Gronwall's inequality in both directions E vanishes at all times if it vanishes at one: curves
    that meet agree. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Derivatives Flow Lipschitz.
Local Open Scope R_scope.

(** ** One bound for finitely many *)

Lemma common_bound n (P : nat -> R -> Prop) : (forall i c c', c <= c' -> P i c -> P i c') ->
  (forall i, (i < n)%nat -> exists c, P i c) -> exists c, 0 <= c /\ forall i, (i < n)%nat -> P i c.
Proof.
  intros monotone. induction n as [|n hypothesis]; intros each; [exists 0; split; [lra | lia] |].
  destruct hypothesis as [c [c0 all]]; [intros i below; apply each; lia |].
  destruct (each n) as [c' last]; [lia |]. exists (Rmax c c').
  pose proof (Rmax_l c c'). pose proof (Rmax_r c c'). split; [lra |]. intros i below.
  destruct (Nat.eq_dec i n) as [-> | other].
  - now apply (monotone n c').
  - apply (monotone i c); [assumption | apply all; lia].
Qed.

Lemma continuous_bounded f t1 t2 : t1 <= t2 -> (forall t, t1 <= t <= t2 -> continuity_pt f t) ->
  exists M, forall t, t1 <= t <= t2 -> Rabs (f t) <= M.
Proof.
  intros before continuous.
  destruct (continuity_ab_maj (fun t => Rabs (f t)) t1 t2 before) as [top [highest _]].
  - intros t inside. apply (continuity_pt_comp f Rabs); [now apply continuous | apply Rcontinuity_abs].
  - now exists (Rabs (f top)).
Qed.

(** (sum_i |e_i|)^2 <= N sum_i e_i^2, from 2 |e_i| |e_j| <= e_i^2 + e_j^2. *)

Lemma square_of_sum n e : total n (fun i => Rabs (e i)) ^ 2 <= INR n * total n (fun i => e i ^ 2).
Proof.
  simpl pow at 1. rewrite Rmult_1_r, total_product.
  apply Rle_trans with (total n (fun i => total n (fun j => / 2 * e i ^ 2 + / 2 * e j ^ 2))).
  - apply total_le. intros i _. apply total_le. intros j _.
    rewrite <- (pow2_abs (e i)), <- (pow2_abs (e j)). pose proof (pow2_ge_0 (Rabs (e i) - Rabs (e j))). nra.
  - apply Req_le. set (S := total n (fun i => e i ^ 2)).
    rewrite (total_ext n _ (fun i => INR n * (/ 2 * e i ^ 2) + / 2 * S)).
    + rewrite total_plus, !total_scal, total_const. fold S. field.
    + intros i _. now rewrite total_plus, total_const, total_scal.
Qed.

(** ** Two solutions of one system *)

Section System.
Variables (point : Type) (N : nat) (coordinate : point -> nat -> R) (F : point -> nat -> R).
Hypothesis F_tame : forall i, (i < N)%nat -> tame point N coordinate (fun x => F x i).
Variables (x y : R -> point) (lo hi : R).
Hypothesis x_solves : forall t, lo < t < hi -> forall i, (i < N)%nat ->
  derivable_pt_lim (fun u => coordinate (x u) i) t (F (x t) i).
Hypothesis y_solves : forall t, lo < t < hi -> forall i, (i < N)%nat ->
  derivable_pt_lim (fun u => coordinate (y u) i) t (F (y t) i).

Definition gap (t : R) (i : nat) : R := coordinate (x t) i - coordinate (y t) i.
Definition energy (t : R) : R := total N (fun i => gap t i ^ 2).
Definition energy_rate (t : R) : R := total N (fun i => 2 * gap t i * (F (x t) i - F (y t) i)).

Lemma energy_derivative t : lo < t < hi -> derivable_pt_lim energy t (energy_rate t).
Proof.
  intros inside. apply (total_derivative N (fun u i => gap u i ^ 2)). intros i below.
  apply derivative_square, derivative_minus; [now apply x_solves | now apply y_solves].
Qed.

Lemma energy_nonneg t : 0 <= energy t.
Proof. apply total_nonneg. intros i _. apply pow2_ge_0. Qed.

Lemma energy_zero t : energy t = 0 -> forall i, (i < N)%nat -> coordinate (x t) i = coordinate (y t) i.
Proof.
  intros zero i below. apply Rminus_diag_uniq. apply Rsqr_0_uniq. unfold Rsqr.
  assert (gap t i ^ 2 = 0) as square.
  { apply (total_nonneg_zero N (fun i => gap t i ^ 2)); trivial. intros j _. apply pow2_ge_0. }
  unfold gap in square. rewrite <- square. ring.
Qed.

(** On a compact interval of time a solution stays in a box, where F has one Lipschitz constant for all coordinates. *)

Lemma in_a_box (z : R -> point) t1 t2 : t1 <= t2 ->
  (forall t, t1 <= t <= t2 -> forall i, (i < N)%nat -> derivable_pt_lim (fun u => coordinate (z u) i) t (F (z t) i)) ->
  exists M, forall t, t1 <= t <= t2 -> forall i, (i < N)%nat -> Rabs (coordinate (z t) i) <= M.
Proof.
  intros before solves.
  destruct (common_bound N (fun i c => forall t, t1 <= t <= t2 -> Rabs (coordinate (z t) i) <= c)) as [M [_ all]].
  - intros i c c' less bound t inside. pose proof (bound t inside). lra.
  - intros i below. apply continuous_bounded; [exact before |]. intros t inside.
    exact (derivative_continuous _ t _ (solves t inside i below)).
  - exists M. auto.
Qed.

Lemma lipschitz_constant M : exists c, 0 <= c /\ forall i, (i < N)%nat -> forall p p',
  in_box point N coordinate M p -> in_box point N coordinate M p' ->
  Rabs (F p i - F p' i) <= c * distance point N coordinate p p'.
Proof.
  apply (common_bound N (fun i c => forall p p', in_box point N coordinate M p -> in_box point N coordinate M p' ->
    Rabs (F p i - F p' i) <= c * distance point N coordinate p p')).
  - intros i c c' less bound p p' inside inside'. pose proof (bound p p' inside inside').
    pose proof (distance_nonneg point N coordinate p p'). nra.
  - intros i below. destruct (F_tame i below M) as (B & c & _ & _ & H). exists c. intros p p' inside inside'.
    now apply H.
Qed.

Lemma energy_rate_bound c t :
  (forall i, (i < N)%nat -> Rabs (F (x t) i - F (y t) i) <= c * distance point N coordinate (x t) (y t)) -> 0 <= c ->
  Rabs (energy_rate t) <= 2 * c * INR N * energy t.
Proof.
  intros slope nonneg. set (D := distance point N coordinate (x t) (y t)) in *.
  assert (D ^ 2 <= INR N * energy t) as squares by exact (square_of_sum N (gap t)).
  apply (Rle_trans _ _ _ (Rabs_total N _)).
  apply Rle_trans with (total N (fun i => 2 * c * D * Rabs (gap t i))).
  - apply total_le. intros i below. rewrite !Rabs_mult, (Rabs_pos_eq 2) by lra.
    pose proof (slope i below). pose proof (Rabs_pos (gap t i)). nra.
  - rewrite total_scal. change (total N (fun i => Rabs (gap t i))) with D. nra.
Qed.

Lemma energy_stays_zero t1 t2 : lo < t1 -> t1 <= t2 -> t2 < hi -> (energy t1 = 0 <-> energy t2 = 0).
Proof.
  intros after before until.
  assert (forall t, t1 <= t <= t2 -> lo < t < hi) as inside by (intros; lra).
  destruct (in_a_box x t1 t2 before) as [Mx box_x]; [intros; apply x_solves; auto |].
  destruct (in_a_box y t1 t2 before) as [My box_y]; [intros; apply y_solves; auto |].
  destruct (lipschitz_constant (Rmax Mx My)) as [c [nonneg slope]].
  pose proof (Rmax_l Mx My). pose proof (Rmax_r Mx My).
  apply (zero_for_all_time energy energy_rate (2 * c * INR N)); trivial.
  - intros t between. apply energy_derivative. auto.
  - intros t between. apply energy_rate_bound; [| exact nonneg]. intros i below. apply slope; [exact below | |].
    + intros j jbelow. pose proof (box_x t between j jbelow). lra.
    + intros j jbelow. pose proof (box_y t between j jbelow). lra.
  - intros t _. apply energy_nonneg.
Qed.

Theorem solutions_agree t0 : lo < t0 < hi -> (forall i, (i < N)%nat -> coordinate (x t0) i = coordinate (y t0) i) ->
  forall t, lo < t < hi -> forall i, (i < N)%nat -> coordinate (x t) i = coordinate (y t) i.
Proof.
  intros start meet t inside. apply energy_zero.
  assert (energy t0 = 0) as zero.
  { unfold energy. rewrite (total_ext N _ (fun _ => 0)); [apply total_zero |].
    intros i below. unfold gap. rewrite (meet i below). ring. }
  destruct (Rle_dec t0 t) as [before | after].
  - apply (energy_stays_zero t0 t); lra || exact zero.
  - apply (energy_stays_zero t t0); lra || exact zero.
Qed.
End System.
