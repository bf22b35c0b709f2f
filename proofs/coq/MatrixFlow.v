(** * The gradient flow of two factors has at most one solution through a point

    A point is a pair (W, H) of a K x d and a d x K matrix; its 2 K d coordinates are the entries of W and of the
    transpose of H, row by row. Logits are polynomials in them, and P_ij = 1 / sum_h exp (Z_hj - Z_ij) with a
    denominator that is at least 1: so the gradient of the loss is Lipschitz on bounded sets, and solutions of W'
    = - dL/dW, H' = - dL/dH that meet agree. *)

From Coq Require Import Arith Lia Lra.
From Symflow Require Import Prelude Sums Derivatives LossGradient Lipschitz Uniqueness.
Local Open Scope R_scope.

Section Factors.
Variables K d : nat.
Hypothesis some_class : (0 < K)%nat.
Hypothesis some_feature : (1 <= d)%nat.

Definition matrix : Type := nat -> nat -> R.
Definition factors : Type := (matrix * matrix)%type.

(** ** The coordinates: rows 0 to K - 1 are those of W, rows K to 2 K - 1 those of the transpose of H *)

Definition in_row (x : factors) (row c : nat) : R := if (row <? K)%nat then fst x row c else snd x c (row - K)%nat.
Definition entry (x : factors) (n : nat) : R := in_row x (n / d)%nat (n mod d)%nat.
Definition entries : nat := ((K + K) * d)%nat.

Lemma entry_at x row c : (c < d)%nat -> entry x (row * d + c) = in_row x row c.
Proof.
  intros below. unfold entry. f_equal.
  - rewrite Nat.div_add_l, Nat.div_small by lia. lia.
  - rewrite Nat.add_comm, Nat.mod_add, Nat.mod_small by lia. reflexivity.
Qed.

Lemma place_below row c : (row < K + K)%nat -> (c < d)%nat -> (row * d + c < entries)%nat.
Proof. unfold entries. nia. Qed.

Lemma row_below n : (n < entries)%nat -> (n / d < K + K)%nat.
Proof. intros below. apply Nat.div_lt_upper_bound; [lia |]. unfold entries in below. lia. Qed.

Lemma column_below n : (n mod d < d)%nat.
Proof. apply Nat.mod_upper_bound. lia. Qed.

Lemma entry_W x i c : (c < d)%nat -> (i < K)%nat -> entry x (i * d + c) = fst x i c.
Proof.
  intros cbelow ibelow. rewrite entry_at by exact cbelow. unfold in_row.
  now rewrite (proj2 (Nat.ltb_lt i K) ibelow).
Qed.

Lemma entry_H x c j : (c < d)%nat -> entry x ((K + j) * d + c) = snd x c j.
Proof.
  intros cbelow. rewrite entry_at by exact cbelow. unfold in_row.
  rewrite (proj2 (Nat.ltb_ge (K + j) K)) by lia. f_equal. lia.
Qed.

(** ** The gradient is tame *)

Notation tame := (tame factors entries entry).

Lemma tame_W i c : (i < K)%nat -> (c < d)%nat -> tame (fun x => fst x i c).
Proof.
  intros ibelow cbelow. apply (tame_ext _ _ _ (fun x => entry x (i * d + c))).
  - intros x. now apply entry_W.
  - apply tame_coordinate. apply place_below; [lia | exact cbelow].
Qed.

Lemma tame_H c j : (c < d)%nat -> (j < K)%nat -> tame (fun x => snd x c j).
Proof.
  intros cbelow jbelow. apply (tame_ext _ _ _ (fun x => entry x ((K + j) * d + c))).
  - intros x. now apply entry_H.
  - apply tame_coordinate. apply place_below; [lia | exact cbelow].
Qed.

Lemma tame_logit i j : (i < K)%nat -> (j < K)%nat -> tame (fun x => logit d (fst x) (snd x) i j).
Proof.
  intros ibelow jbelow. apply (tame_total _ _ _ d (fun c x => fst x i c * snd x c j)). intros c cbelow.
  apply tame_mult; [now apply tame_W | now apply tame_H].
Qed.

(** P_i = 1 / sum_h exp (z_h - z_i): the term h = i is 1. *)

Lemma softmax_reciprocal z i : softmax K z i = / total K (fun h => exp (z h - z i)).
Proof.
  rewrite (total_ext K _ (fun h => exp (z h) * exp (- z i))) by (intros; unfold Rminus; apply exp_plus).
  rewrite total_scal_r, exp_Ropp. unfold softmax.
  pose proof (partition_positive K some_class z). pose proof (exp_pos (z i)). field. lra.
Qed.

Lemma denominator_above_one z i : (i < K)%nat -> 1 <= total K (fun h => exp (z h - z i)).
Proof.
  intros below. rewrite <- exp_0 at 1. rewrite <- (Rminus_diag_eq (z i) (z i)) by reflexivity.
  apply (term_le_total K (fun h => exp (z h - z i)) i); [| exact below]. intros. left. apply exp_pos.
Qed.

Lemma tame_residual i j : (i < K)%nat -> (j < K)%nat -> tame (fun x => residual K d (fst x) (snd x) i j).
Proof.
  intros ibelow jbelow. apply tame_minus; [| apply tame_const].
  apply (tame_ext _ _ _
    (fun x => / total K (fun h => exp (logit d (fst x) (snd x) h j - logit d (fst x) (snd x) i j)))).
  - intros x. symmetry. apply (softmax_reciprocal (fun h => logit d (fst x) (snd x) h j)).
  - apply tame_inverse.
    + intros x. now apply (denominator_above_one (fun h => logit d (fst x) (snd x) h j)).
    + apply (tame_total _ _ _ K (fun h x => exp (logit d (fst x) (snd x) h j - logit d (fst x) (snd x) i j))).
      intros h hbelow. apply tame_exp, tame_minus; now apply tame_logit.
Qed.

(** ** The flow *)

Definition velocity (x : factors) (n : nat) : R :=
  in_row (fun i c => - gradient_W K d (fst x) (snd x) i c, fun c j => - gradient_H K d (fst x) (snd x) c j)
    (n / d)%nat (n mod d)%nat.

Lemma tame_velocity n : (n < entries)%nat -> tame (fun x => velocity x n).
Proof.
  intros below. pose proof (row_below n below). pose proof (column_below n). unfold velocity, in_row. simpl.
  destruct (Nat.ltb_spec (n / d) K) as [low | high].
  - apply tame_opp.
    apply (tame_total _ _ _ K (fun j x => residual K d (fst x) (snd x) (n / d) j * snd x (n mod d)%nat j)).
    intros j jbelow. apply tame_mult; [now apply tame_residual | now apply tame_H].
  - apply tame_opp.
    apply (tame_total _ _ _ K (fun i x => fst x i (n mod d)%nat * residual K d (fst x) (snd x) i (n / d - K))).
    intros i ibelow. apply tame_mult; [now apply tame_W | apply tame_residual; lia].
Qed.

Definition gradient_flow (W H : R -> matrix) (t : R) : Prop :=
  (forall c, (c < d)%nat -> forall i, (i < K)%nat ->
    derivable_pt_lim (fun u => W u i c) t (- gradient_W K d (W t) (H t) i c)) /\
  (forall c, (c < d)%nat -> forall j, (j < K)%nat ->
    derivable_pt_lim (fun u => H u c j) t (- gradient_H K d (W t) (H t) c j)).

Lemma velocity_derivative W H t : gradient_flow W H t -> forall n, (n < entries)%nat ->
  derivable_pt_lim (fun u => entry (W u, H u) n) t (velocity (W t, H t) n).
Proof.
  intros [flow_W flow_H] n below. pose proof (row_below n below). pose proof (column_below n).
  unfold entry, velocity, in_row. simpl. destruct (Nat.ltb_spec (n / d) K) as [low | high].
  - now apply flow_W.
  - apply flow_H; lia.
Qed.

Theorem gradient_flow_unique W H W' H' lo hi t0 : lo < t0 < hi ->
  (forall t, lo < t < hi -> gradient_flow W H t) -> (forall t, lo < t < hi -> gradient_flow W' H' t) ->
  (forall c, (c < d)%nat -> forall i, (i < K)%nat -> W' t0 i c = W t0 i c) ->
  (forall c, (c < d)%nat -> forall j, (j < K)%nat -> H' t0 c j = H t0 c j) ->
  forall t, lo < t < hi ->
  (forall c, (c < d)%nat -> forall i, (i < K)%nat -> W' t i c = W t i c) /\
  (forall c, (c < d)%nat -> forall j, (j < K)%nat -> H' t c j = H t c j).
Proof.
  intros start flow flow' meet_W meet_H t inside.
  assert (forall n, (n < entries)%nat -> entry (W' t, H' t) n = entry (W t, H t) n) as agree.
  { apply (solutions_agree factors entries entry velocity tame_velocity (fun u => (W' u, H' u)) (fun u => (W u, H u))
      lo hi (fun s between => velocity_derivative W' H' s (flow' s between))
      (fun s between => velocity_derivative W H s (flow s between)) t0 start); [| exact inside].
    intros n below. pose proof (row_below n below). pose proof (column_below n).
    unfold entry, in_row. simpl. destruct (Nat.ltb_spec (n / d) K) as [low | high].
    - now apply meet_W.
    - apply meet_H; lia. }
  split; intros c cbelow i ibelow.
  - pose proof (agree (i * d + c)%nat (place_below i c ltac:(lia) cbelow)) as same.
    now rewrite !entry_W in same by assumption.
  - pose proof (agree ((K + i) * d + c)%nat (place_below (K + i) c ltac:(lia) cbelow)) as same.
    now rewrite !entry_H in same by assumption.
Qed.
End Factors.
