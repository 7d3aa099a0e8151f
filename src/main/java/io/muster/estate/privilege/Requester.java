package io.muster.estate.privilege;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who makes the requests of a role's sessions: whoever gets the role, directly, or CloudFormation. That one asks in a forward access session also
 * with a role that it was given; other services ask as the role itself.
 *
 * @param facts   the keys that tell the one from the other
 * @param certain the keys as they are in requests that are certainly made, where others may be made as well: of direct ones where both are certain.
 *     Empty where {@code facts} say it all
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html">CloudFormation
 *     User Guide, forward access sessions (FAS) requests and permission evaluation</a>
 */
record Requester(Map<String, Fact> facts, Map<String, Fact> certain) {

    /** The service that asks on behalf of roles for whatever a template has, as no other does. */
    static final String STACKS = "cloudformation.amazonaws.com";

    private static final String VIA_SERVICE = "aws:viaawsservice";

    /** What CloudFormation's requests tell of who asks, by key. */
    static final Map<String, Fact> BY_STACKS = facts(Fact.of("true"), Fact.of(STACKS));

    private static final Map<String, Fact> DIRECTLY = facts(Fact.of("false"), Fact.ABSENT);
    private static final Map<String, Fact> UNREAD = facts(Fact.UNREAD, Fact.UNREAD);

    /** @param organization that of the role's account */
    static Requester of(Trust trust, OrganizationLimits organization) {
        if (!trust.readable()) {
            return new Requester(UNREAD, Map.of());
        }
        Certainty admitted = trust.admitsService(STACKS, organization);
        if (admitted == Certainty.NO || trust.admitsAlone(STACKS)) {
            return new Requester(admitted == Certainty.NO ? DIRECTLY : BY_STACKS, Map.of());
        }
        boolean stacks = admitted == Certainty.YES && trust.namesService(STACKS);
        boolean others = trust.admitsOthersThan(STACKS, organization);
        return new Requester(either(stacks && others), others ? DIRECTLY : stacks ? BY_STACKS : Map.of());
    }

    private static Map<String, Fact> facts(Fact viaService, Fact calledVia) {
        return Map.of(
                VIA_SERVICE,
                viaService,
                "aws:calledvia",
                calledVia,
                "aws:calledviafirst",
                calledVia,
                "aws:calledvialast",
                calledVia);
    }

    /** @param chosen whether the caller may choose between a direct request and a stack */
    private static Map<String, Fact> either(boolean chosen) {
        return BY_STACKS.keySet().stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> new Fact(
                                Stream.of(BY_STACKS, DIRECTLY)
                                        .flatMap(facts -> facts.get(key).alternatives().stream())
                                        .toList(),
                                Optional.empty(),
                                !chosen)));
    }

    /** The facts of a request of the session, which are asked as well of the one who certainly makes it. */
    Facts asked(Facts session) {
        return certain.isEmpty() ? session : new OrCertainly(session, certain);
    }

    private record OrCertainly(Facts facts, Map<String, Fact> certain) implements Facts {

        @Override
        public Fact of(String key) {
            return facts.of(key);
        }

        @Override
        public Facts now() {
            return key -> certain.containsKey(key) ? certain.get(key) : facts.of(key);
        }
    }
}
