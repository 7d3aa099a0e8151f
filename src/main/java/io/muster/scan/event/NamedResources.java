package io.muster.scan.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids and ARNs in an event. Nothing else is taken from an event's description of a call, because its parameters may hold
 * secrets.
 */
final class NamedResources {

    private static final Pattern EC2_ID =
            Pattern.compile("(?<![A-Za-z0-9-])([a-z][a-z-]{0,30}-)(?:[0-9a-f]{17}|[0-9a-f]{8})(?![A-Za-z0-9-])");
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[\\w+=,.@:/-]{1,300}");
    private static final Pattern UUID =
            Pattern.compile("(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** A listener or a rule, whose ARN tells its load balancer's. */
    private static final Pattern PART_OF_LOAD_BALANCER = Pattern.compile(
            "(arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]*:[0-9]*:)listener(?:-rule)?/((?:app|net|gwy)/[^/]+/[^/]+)/.+");

    /** The most ids that are taken: an event of 256 kB names at most a few thousand. */
    private static final int MOST = 5_000;

    private static final int LONGEST = 1_000;

    private final Set<String> all = new HashSet<>();

    /** Takes those of a part of an event, at any depth. */
    NamedResources in(JsonNode part) {
        if (part.isTextual() && part.textValue().length() <= LONGEST) {
            take(part.textValue());
        }
        part.forEach(this::in);
        return this;
    }

    private void take(String text) {
        EC2_ID.matcher(text)
                .results()
                .filter(found -> isOfOneThing(found.group(), found.group(1)))
                .forEach(found -> add(found.group()));
        if (ARN.matcher(text).matches() || UUID.matcher(text).matches()) {
            add(text);
        }
        Matcher part = PART_OF_LOAD_BALANCER.matcher(text);
        if (part.matches()) {
            add(part.group(1) + "loadbalancer/" + part.group(2));
        }
    }

    /** {@code eni-attach-…} is the attachment of an interface, and no interface. */
    private static boolean isOfOneThing(String id, String prefix) {
        return ResourceKind.ofId(id)
                .filter(kind -> !kind.idPrefix().equals(prefix))
                .isEmpty();
    }

    private void add(String name) {
        if (all.size() < MOST) {
            all.add(name);
        }
    }

    Set<String> all() {
        return all;
    }

    /** Whether the kind of anything that is named can be told: a UUID may be the id of any. */
    boolean tellKinds() {
        return all.stream().anyMatch(name -> !UUID.matcher(name).matches());
    }

    /** The kinds of what is named. */
    Set<ResourceKind> kinds() {
        Set<ResourceKind> kinds = new HashSet<>();
        for (String name : all) {
            kinds.addAll(ResourceKind.ofArn(name));
            ResourceKind.ofId(name).ifPresent(kinds::add);
        }
        return kinds;
    }

    boolean anyOf(ResourceKind kind) {
        return all.stream()
                .anyMatch(name -> ResourceKind.ofId(name).filter(kind::equals).isPresent());
    }
}
