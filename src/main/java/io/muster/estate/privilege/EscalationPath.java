package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A published way from a role to more rights, as the file {@code privilege/escalations.json} has it.
 *
 * @param name    as it is published
 * @param actions all of them are needed
 * @param leadsTo the sort of its target, on which the actions have to be allowed
 * @param service the service that runs with the role
 * @param passedTo the service that the role is passed to, by which that one gets it: by default the same
 * @param alongside a second service, to which the path passes a role of its own; null where there is none
 * @param linked    the services of which the roles that belong to them have to be there
 * @param madeBy  the actions that make or reach what has to be there besides; none where no action does; null where nothing has to be there
 */
record EscalationPath(
        String name,
        List<String> actions,
        LeadsTo leadsTo,
        @Nullable String service,
        @Nullable String passedTo,
        @Nullable Second alongside,
        List<String> linked,
        @Nullable List<String> madeBy,
        String reference) {

    enum LeadsTo {
        /** Any rights for the role itself. */
        SELF,
        /** An earlier version of one of its policies. */
        OTHER_VERSION,
        /** The rights that its boundary kept from it. */
        BOUNDARY,
        /** The rights that its own policies deny to it. */
        DENIALS,
        /** A role that is made, given any rights and assumed. */
        NEW_ROLE,
        /** A user who is given any rights. */
        USER_ADMINISTRATOR,
        /** Some user of the account. */
        USER,
        /** A user who is given rights, for those who have the user's credentials already. */
        CONTROLLED_USER,
        /** A role whose trust policy is changed. */
        TRUST,
        /** A role that trusts a SAML provider that is changed. */
        FEDERATED,
        /** A role that trusts this one. */
        ASSUME,
        /** A role that is given any rights and assumed. */
        CHANGED,
        /** A role that is assumed without the boundary that it had. */
        UNBOUNDED,
        /** A role that is passed to a service. */
        PASSED,
        /** A role that is passed to the instance that runs with this one. */
        OWN_INSTANCE,
        /** A role that runs something that is there already. */
        EXISTING,
        /** The role of an instance that is there already. */
        INSTANCE,
        /** A permission set of IAM Identity Center that is given any rights. */
        PERMISSION_SET
    }

    /** A service that needs a role of its own, and what it certainly does with that: {@code iam:PassRole} of the path's target. */
    record Second(String service, List<String> actions) {

        private static @Nullable Second of(JsonNode node) {
            return node.isMissingNode() ? null : new Second(node.path("service").asText(), texts(node.path("actions")));
        }
    }

    private static final Set<LeadsTo> MANY = EnumSet.of(
            LeadsTo.TRUST,
            LeadsTo.FEDERATED,
            LeadsTo.ASSUME,
            LeadsTo.PASSED,
            LeadsTo.OWN_INSTANCE,
            LeadsTo.EXISTING,
            LeadsTo.INSTANCE);

    private static final String FILE = "/privilege/escalations.json";

    private static final JsonNode TABLE = read();

    /** The resources, as patterns with the partition and the account to be filled in, on which an action has to be allowed. */
    static final Map<String, List<String>> RESOURCES = TABLE.path("resources").properties().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> texts(entry.getValue())));

    /** Of these, in the same form, those by which an action certainly does what the path needs: perhaps so by others. */
    static final Map<String, List<String>> CERTAIN_ON = TABLE.path("certainOn").properties().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> texts(entry.getValue())));

    /** Of the table: another one finds other ways. */
    static final String VERSION = TABLE.path("version").asText();

    static final List<EscalationPath> ALL = all();

    /** The path by which roles of other accounts are taken over as well. */
    static final EscalationPath ASSUMING = ALL.stream()
            .filter(path -> path.leadsTo() == LeadsTo.ASSUME)
            .findFirst()
            .orElseThrow();

    /** The names of those that lead to many roles, of which a few are told. */
    static final Set<String> TO_MANY = ALL.stream()
            .filter(path -> MANY.contains(path.leadsTo()))
            .map(EscalationPath::name)
            .collect(Collectors.toUnmodifiableSet());

    private static JsonNode read() {
        try (InputStream file = EscalationPath.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file, FILE));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<EscalationPath> all() {
        List<EscalationPath> all = new ArrayList<>();
        for (JsonNode path : TABLE.path("paths")) {
            all.add(new EscalationPath(
                    path.path("name").asText(),
                    texts(path.path("actions")),
                    LeadsTo.valueOf(path.path("leadsTo").asText()),
                    path.path("service").asText(null),
                    path.path("passedTo").asText(path.path("service").asText(null)),
                    Second.of(path.path("alongside")),
                    texts(path.path("linked")),
                    path.hasNonNull("madeBy") ? texts(path.get("madeBy")) : null,
                    path.path("reference").asText()));
        }
        return List.copyOf(all);
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return List.copyOf(texts);
    }
}
