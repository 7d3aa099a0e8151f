package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A rule of a listener. */
@Described("One rule of a listener.")
public record ListenerRule(
        @Described("The rule's ARN.") String arn,

        @Described("The rule's place among the rules: a number, or default.") @Nullable
        String priority,

        @Described("The subjects of its conditions: host-header, path-pattern, source-ip, …")
        List<String> conditionFields,

        @Described(
                "Whether its conditions hold for every request, so that no rule after it is tried; absent where AWS tells no conditions.")
        @Nullable
        Boolean takesAllRequests,

        @Described("The rule's actions, in order: forward, redirect, fixed-response, authenticate-oidc, …")
        List<String> actions,

        @Described("The target groups that it forwards to.") @Link(Relation.TARGETS)
        List<String> targetGroupArns,

        @Described(
                "Those of the target groups that get no request: their weight is 0, and no stickiness keeps clients there; absent where there is none.")
        @Nullable
        List<String> idleTargetGroupArns) {}
