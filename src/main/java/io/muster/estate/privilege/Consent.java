package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The statements of a resource's policy about an action, with the principals that they name. An account that a denial names is denied with
 * all its identities, whether another statement allows the account or an identity.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide,
 *     Principal</a>
 */
final class Consent {

    /** The name of the principals of an allowance that names those whom it does not mean. */
    static final String ALL_BUT_SOME = "all but some";

    /** Who asks. */
    interface Named {

        /** Whether an allowance that has the name means it. */
        Certainty is(String type, String name);

        /** Whether it is the name or one of the name's account, as denials and {@code NotPrincipal} have it. */
        default Certainty belongsTo(String type, String name) {
            return is(type, name);
        }

        /** Whether it has a permissions boundary for certain. */
        default boolean bounded() {
            return false;
        }
    }

    /** A statement with the principals that it names. */
    private record Spoken(Statement statement, List<Map.Entry<String, String>> named, boolean negated) {

        static Spoken of(Statement statement) {
            JsonNode principal = statement.principal();
            boolean negated = principal.has("NotPrincipal");
            return new Spoken(statement, Consent.named(negated ? principal.get("NotPrincipal") : principal), negated);
        }

        /**
         * A denial that names those whom it spares spares no identity that has a permissions boundary.
         *
         * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">IAM User Guide, permissions
         *     boundaries</a>
         */
        Certainty of(Named meant) {
            if (isDenialOfOthers() && meant.bounded()) {
                return Certainty.YES;
            }
            Certainty any = Certainty.NO;
            for (Map.Entry<String, String> name : named) {
                any = any.or(of(meant, name.getKey(), name.getValue()));
            }
            if (isDenialOfOthers() && any == Certainty.YES) {
                // spared only where its account and its session are named as well, see "NotPrincipal with Deny"
                return Certainty.POSSIBLE;
            }
            return negated ? any.not() : any;
        }

        private boolean isDenialOfOthers() {
            return negated && !statement.allow();
        }

        /** Whether it is a denial of which nothing that a request chooses decides whether it is in force. */
        boolean mayDenyHoweverAsked(Named meant, Request request) {
            Certainty spoken = statement.allow() ? Certainty.NO : of(meant);
            return spoken != Certainty.NO
                    && (statement.hangsOnGiven(request)
                            || (negated
                                    && spoken == Certainty.POSSIBLE
                                    && statement.appliesToResource(request) == Certainty.YES));
        }

        private Certainty of(Named meant, String type, String name) {
            if (!statement.allow() && type.equals("AWS") && name.equals("*")) {
                return Certainty.YES;
            }
            return negated || !statement.allow() ? meant.belongsTo(type, name) : meant.is(type, name);
        }
    }

    private final List<Spoken> spoken;

    private Consent(List<Spoken> spoken) {
        this.spoken = spoken;
    }

    static Consent of(List<Statement> statements) {
        return new Consent(statements.stream().map(Spoken::of).toList());
    }

    /**
     * @param applies whether a statement applies to the request, but for its principals
     * @param strict  whether a denial that is not decided leaves the whole undecided
     */
    Certainty decide(Named named, Function<Statement, Certainty> applies, boolean strict) {
        Certainty denied = says(false, named, applies);
        if (denied == Certainty.YES) {
            return Certainty.NO;
        }
        Certainty allowed = says(true, named, applies);
        return strict && denied == Certainty.POSSIBLE ? allowed.and(Certainty.POSSIBLE) : allowed;
    }

    /**
     * Whether some statement may deny it, however the request is made.
     *
     * @param request of the resource that has the policy
     */
    boolean mayDenyHoweverAsked(Named named, Request request) {
        return spoken.stream().anyMatch(one -> one.mayDenyHoweverAsked(named, request));
    }

    /** Whether some statement denies it; {@code applies} as with {@link #decide}. */
    Certainty denies(Named named, Function<Statement, Certainty> applies) {
        return says(false, named, applies);
    }

    private Certainty says(boolean allow, Named named, Function<Statement, Certainty> applies) {
        Certainty said = Certainty.NO;
        for (Spoken one : spoken) {
            if (one.statement().allow() == allow) {
                Certainty speaks = one.of(named);
                said = said.or(speaks == Certainty.NO ? speaks : speaks.and(applies.apply(one.statement())));
            }
        }
        return said;
    }

    /** The principals of the element, by their types. */
    static List<Map.Entry<String, String>> named(JsonNode principal) {
        if (principal.has("NotPrincipal")) {
            return List.of(Map.entry("AWS", ALL_BUT_SOME));
        }
        if (!principal.isObject()) {
            return Policy.elements(principal).stream()
                    .map(name -> Map.entry("AWS", name.asText()))
                    .toList();
        }
        List<Map.Entry<String, String>> all = new ArrayList<>();
        principal
                .properties()
                .forEach(type -> Policy.elements(type.getValue())
                        .forEach(name -> all.add(Map.entry(type.getKey(), name.asText()))));
        return List.copyOf(all);
    }
}
