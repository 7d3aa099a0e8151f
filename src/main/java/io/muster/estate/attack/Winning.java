package io.muster.estate.attack;

import io.muster.estate.privilege.Escalation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a path: what is won with a role. */
record Winning(Resource<Role> role, Prize prize) {

    private static final String ASSUME = "sts:AssumeRole";

    List<AttackStep> steps() {
        List<AttackStep> steps = new ArrayList<>();
        steps.add(AttackStep.of(role.arn(), ResourceKind.ROLE, "its role " + prize.why())
                .judgedBy(prize.type().ruleId(), role.arn()));
        prize.way().stream().filter(step -> !step.next().isEmpty()).forEach(step -> steps.add(taken(step)));
        return steps;
    }

    private AttackStep taken(Escalation step) {
        String taken = "is taken over by " + step.name() + " with " + String.join(", ", step.actions());
        return AttackStep.of(
                step.next(),
                ResourceKind.ROLE,
                accountBeyond(step)
                        .map(account -> taken + ", and is of account " + account
                                + (step.administrator() ? ", where it leads to an administrator" : ""))
                        .orElse(taken));
    }

    /** A role whose trust policy names one of its account is assumed without any right of that one; between accounts both are needed. */
    List<Cut> cuts() {
        Cut rights = new Cut(role.arn(), ResourceKind.ROLE, "take the rights that the paths name from the role");
        Optional<Escalation> assumes = prize.way().stream()
                .findFirst()
                .filter(step ->
                        step.actions().equals(List.of(ASSUME)) && !step.next().isEmpty());
        if (assumes.isEmpty()) {
            return List.of(rights);
        }
        Cut trust = new Cut(assumes.get().next(), ResourceKind.ROLE, "let its trust policy admit none of those roles");
        return accountBeyond(assumes.get()).isPresent() ? List.of(trust, rights) : List.of(trust);
    }

    private Optional<String> accountBeyond(Escalation step) {
        return step.accountBeyond(role.scope().accountId());
    }
}
