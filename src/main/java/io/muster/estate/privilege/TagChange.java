package io.muster.estate.privilege;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether a role may set or remove one tag of a resource that is there: its policies may name the tags that it changes, or let it tag but what it
 * makes.
 *
 * @param tag the tag's key in lower case: policies and the resource may have it otherwise
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html">Amazon EC2 User Guide, grant
 *     permission to tag resources during creation</a>
 */
record TagChange(RolePrivileges role, String arn, String tag) {

    private static final String KEYS = "aws:tagkeys";
    private static final String VALUE = "aws:requesttag/";
    private static final String ON_CREATION = "ec2:createaction";

    /** Whether the role may set the tag to some value by the action. */
    Certainty sets(String action) {
        return allows(action, facts(action).with(VALUE + tag, Fact.like("*", Set.of())));
    }

    Certainty removes(String action) {
        return allows(action, facts(action));
    }

    private Certainty allows(String action, Facts facts) {
        return role.allows(new Request(action, arn, facts));
    }

    private Facts facts(String action) {
        return role.request(action, arn).facts().with(ON_CREATION, Fact.ABSENT).with(KEYS, named(action));
    }

    /**
     * The key as the policies write it; the lower case stands for all spellings that they do not tell apart. Unknown where a policy may
     * tell others apart.
     */
    private Fact named(String action) {
        Set<String> spellings = new TreeSet<>();
        for (String pattern : patterns(action).toList()) {
            Optional<String> spelling = spelling(pattern);
            if (spelling.isEmpty()) {
                return Fact.UNKNOWN;
            }
            spellings.add(spelling.get());
        }
        return Fact.either(spellings.isEmpty() ? Set.of(tag) : spellings);
    }

    private Optional<String> spelling(String pattern) {
        if (pattern.equalsIgnoreCase(tag)) {
            return Optional.of(pattern);
        }
        return Optional.of(tag).filter(lower -> pattern.equals(pattern.toLowerCase(Locale.ROOT)));
    }

    /** The patterns of conditions on the keys of tags that may mean this key. */
    private Stream<String> patterns(String action) {
        return role.policies()
                .layers()
                .map(layer -> layer.about(action.toLowerCase(Locale.ROOT)))
                .flatMap(about -> Stream.concat(about.allowing().stream(), about.denying().stream()))
                .flatMap(statement -> statement.conditions().all().stream())
                .filter(condition -> condition.key().equals(KEYS))
                .flatMap(condition -> condition.patterns().stream())
                .map(PatternText::text)
                .filter(pattern -> pattern.contains("$") || Wildcards.matches(pattern.toLowerCase(Locale.ROOT), tag));
    }
}
