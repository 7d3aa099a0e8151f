package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.ResourceKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The noun by which a service's operations name a type of resources: {@code SecurityGroup} in
 * {@code AuthorizeSecurityGroupIngress}.
 */
record EventNoun(String service, ResourceKind kind, String noun, Pattern pattern) {

    private static final Pattern VERB = Pattern.compile("^(?:BatchGet|Describe|Get|List|Search)");
    private static final Pattern ABOUT = Pattern.compile("(?:Status|Statuses|State|States|Health)$|ForResource$");

    /** Nouns that belong to no single kind. */
    private static final Set<String> OF_ALL = Set.of("", "Tag", "Tags", "Resource", "AccountAuthorizationDetail");

    private static EventNoun of(String service, ResourceKind kind, String noun) {
        // a plural goes on in lower case, another word does not
        return new EventNoun(
                service, kind, noun, Pattern.compile(Pattern.quote(stem(noun)) + "(?:y|ies|s|es)?(?![a-z])"));
    }

    private static String stem(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) : noun;
    }

    /** The noun of an operation that reads the kind. */
    static Optional<EventNoun> of(ResourceKind kind, AwsOperation operation) {
        String noun = singular(
                ABOUT.matcher(VERB.matcher(operation.name()).replaceFirst("")).replaceFirst(""));
        return OF_ALL.contains(noun)
                ? Optional.empty()
                : Optional.of(of(operation.service().name(), kind, noun));
    }

    /** The kind's own name. */
    static EventNoun of(ResourceKind kind, String service) {
        return of(
                service,
                kind,
                Arrays.stream(kind.name().split("_", -1))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining()));
    }

    private static String singular(String noun) {
        if (noun.endsWith("ies")) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        if (noun.endsWith("sses")) {
            return noun.substring(0, noun.length() - 2);
        }
        return noun.endsWith("s") && !noun.endsWith("ss") ? noun.substring(0, noun.length() - 1) : noun;
    }

    /** The places of the noun in the name of an event. */
    Stream<MatchResult> in(String event) {
        return pattern.matcher(event).results();
    }
}
