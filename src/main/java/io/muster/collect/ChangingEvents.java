package io.muster.collect;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Derives from the name of an AWS event which kinds it changes: those whose operations read what the name mentions
 * ({@code ModifyVolume}: the kinds that {@code DescribeVolumes} reads), and those whose collectors declare the event, see {@link
 * Collector#events()}.
 */
@ApplicationScoped
public class ChangingEvents {

    private static final Pattern READS = Pattern.compile(
            "^(?:BatchGet|Describe|Get|List|Search|Lookup|Head|Test|Simulate|Decode|Generate|Validate|Export)(?=[A-Z]).*");

    /** Lambda's operations have the version of its API in their names. */
    private static final Pattern API_VERSION = Pattern.compile("(?<=[a-z])\\d{8}(?:v\\d)?$");

    private static final Pattern TAGS =
            Pattern.compile(".*(?:Tags?|TagResource|TagsTo\\w+|TagsFrom\\w+)$|^(?:Unt|T)agResource$");

    private final List<EventNoun> nouns = new ArrayList<>();
    private final Map<ResourceKind, List<Pattern>> declared = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, Set<String>> services = new EnumMap<>(ResourceKind.class);
    private final Set<ResourceKind> byId = EnumSet.noneOf(ResourceKind.class);

    ChangingEvents(Collectors collectors) {
        collectors.regional().forEach(this::add);
        collectors.global().stream()
                .filter(collector -> !collector.kind().ofOrganization())
                .forEach(this::add);
    }

    private void add(Collector<?> collector) {
        ResourceKind kind = collector.kind();
        Set<String> of = collector.operations().stream()
                .map(operation -> operation.service().name())
                .collect(toUnmodifiableSet());
        services.put(kind, of);
        of.forEach(service -> nouns.add(EventNoun.of(kind, service)));
        for (AwsOperation operation : collector.telling()) {
            EventNoun.of(kind, operation).ifPresent(nouns::add);
        }
        declared.put(
                kind, collector.events().stream().map(ChangingEvents::pattern).toList());
        if (collector.byId()) {
            byId.add(kind);
        }
    }

    private static Pattern pattern(String event) {
        return Pattern.compile(Pattern.quote(event).replace("*", "\\E.*\\Q"));
    }

    /** Whether events can concern the kind: whether it is collected. */
    public boolean collects(ResourceKind kind) {
        return services.containsKey(kind);
    }

    /** Whether AWS can be asked for single resources of the kind. */
    public boolean byId(ResourceKind kind) {
        return byId.contains(kind);
    }

    /**
     * The kinds that an event changes; none for one that only reads, and for one that is not known.
     *
     * @param service as IAM's actions spell it
     * @param event   the operation, or the type of an event that is none without its spaces
     */
    public Set<ResourceKind> of(String service, String event) {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        if (READS.matcher(event).matches()) {
            return kinds;
        }
        String name = API_VERSION.matcher(event).replaceFirst("");
        kinds.addAll(named(service, name));
        String full = service + ":" + name;
        declared.forEach((kind, patterns) -> {
            if (patterns.stream().anyMatch(pattern -> pattern.matcher(full).matches())) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /** Whether the event sets or removes tags of a resource whose kind its name does not show. */
    public boolean tags(String service, String event) {
        return TAGS.matcher(event).matches() && of(service, event).isEmpty();
    }

    /** The kinds that are read from the service. */
    public Set<ResourceKind> ofService(String service) {
        return services.entrySet().stream()
                .filter(entry -> entry.getValue().contains(service))
                .map(Map.Entry::getKey)
                .collect(toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }

    /** The kinds of a name's nouns. A noun within a longer one does not count: {@code Vpc} in {@code VpcEndpoint}. */
    private Set<ResourceKind> named(String service, String name) {
        List<Found> found = nouns.stream()
                .filter(noun -> noun.service().equals(service))
                .flatMap(noun -> noun.in(name)
                        .map(at -> new Found(
                                noun.kind(),
                                at.start(),
                                at.start() + noun.noun().length())))
                .toList();
        return found.stream()
                .filter(one -> found.stream().noneMatch(other -> other.covers(one)))
                .map(Found::kind)
                .collect(toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }

    private record Found(ResourceKind kind, int start, int end) {
        boolean covers(Found other) {
            return start <= other.start && end >= other.end && end - start > other.end - other.start;
        }
    }
}
