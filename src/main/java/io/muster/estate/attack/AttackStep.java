package io.muster.estate.attack;

import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;

/**
 * One step of an attack path.
 *
 * @param why         the reason that makes the step possible, in words
 * @param ruleId      the rule that judges it; null where none does
 * @param findingArn  the resource that the rule judges; null without a rule
 */
public record AttackStep(
        String resourceArn,
        ResourceKind kind,
        String why,
        @Nullable String ruleId,
        @Nullable String findingArn) {

    static AttackStep of(String resourceArn, ResourceKind kind, String why) {
        return new AttackStep(resourceArn, kind, why, null, null);
    }

    AttackStep judgedBy(String rule, String arn) {
        return new AttackStep(resourceArn, kind, why, rule, arn);
    }
}
