(* pairing: the parts of this claim of symflow, printed from its statement, and the theorems that close them. *)

From Coq Require Import Reals.
From Symflow Require Import Prelude.
Local Open Scope R_scope.

Definition goal_a : Prop :=
  forall (K : nat),
  (2 <= K)%nat ->
  forall u_ : nat -> R,
  ((total K (fun p => ((exp (u_ p)) * ((u_ p) - ((total K (fun r => (u_ r))) / (INR K)))))) = ((total K (fun p => (total K (fun r => (((exp (u_ p)) - (exp (u_ r))) * ((u_ p) - (u_ r))))))) / (2 * (INR K)))).

From Symflow.claims Require pairing.

Theorem part_a : goal_a.
Proof. exact Symflow.claims.pairing.part_a. Qed.
Print Assumptions part_a.
