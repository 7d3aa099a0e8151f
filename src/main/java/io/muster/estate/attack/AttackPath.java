package io.muster.estate.attack;

import io.muster.estate.privilege.Escalation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A chain from the internet, perhaps over a host of another account or region, over a weak instance to what an attacker gains with a role. An instance has one path for each type of
 * prize with its own role, and one for each type with the role of an instance that it reaches.
 *
 * @param entry    the instance that the internet or that host reaches
 * @param prize    the rights or resources that are won
 * @param lateral  how many further instances it leads over
 * @param certain  false where it depends on unknown facts
 * @param severity from 0 to 4, worse is higher
 * @param cuts     the changes each of which ends it
 */
public record AttackPath(
        Resource<Instance> entry,
        Prize.Type prize,
        int lateral,
        boolean certain,
        int severity,
        String title,
        List<AttackStep> steps,
        List<Cut> cuts) {

    private static final int PLACES = 100;

    /** An id that stays the same as long as the entry and the prize do. */
    UUID id() {
        String name = entry.arn() + '|' + prize + '|' + (lateral == 0 ? "own" : "lateral");
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The ids of the other accounts that it leads into, in order. */
    List<String> otherAccounts() {
        return beyondAccount().stream().map(Escalation::accountOf).distinct().toList();
    }

    /** The ARNs of the resources in other accounts that the path comes from. */
    List<String> beforeAccount() {
        return steps.stream()
                .takeWhile(step -> step.kind() != ResourceKind.ROLE)
                .map(AttackStep::resourceArn)
                .filter(this::isElsewhere)
                .toList();
    }

    private boolean isElsewhere(String arn) {
        return !Escalation.accountOf(arn).equals(entry.scope().accountId());
    }

    /** The ARNs of the resources in other accounts that the path leads to, in order. */
    List<String> beyondAccount() {
        return steps.stream()
                .dropWhile(step -> step.kind() != ResourceKind.ROLE)
                .map(AttackStep::resourceArn)
                .filter(this::isElsewhere)
                .distinct()
                .toList();
    }

    /** Its place among all: by severity, then certain ones, then short ones. */
    int rank() {
        return (severity * 2 + (certain ? 1 : 0)) * PLACES + PLACES - 1 - Math.min(PLACES - 1, steps.size());
    }
}
