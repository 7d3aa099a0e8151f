package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsSession;
import io.muster.aws.organization.OrganizationReader;
import io.muster.aws.simulation.PolicySimulator;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All collectors there are. */
@ApplicationScoped
public class Collectors {

    /** The operations that read an account beside those of collectors. */
    private static final Set<AwsOperation> OF_ACCOUNT = Stream.concat(
                    AwsSession.OPERATIONS.stream(), PolicySimulator.OPERATIONS.stream())
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private final Map<ResourceKind, Collector<?>> byKind = new EnumMap<>(ResourceKind.class);

    /**
     * Takes all collectors that are beans.
     *
     * @throws IllegalStateException if two collectors are of one kind */
    @Inject
    Collectors(@All List<Collector<?>> all) {
        for (Collector<?> collector : all) {
            if (byKind.put(collector.kind(), collector) != null) {
                throw new IllegalStateException("There are two collectors of " + collector.kind());
            }
        }
    }

    public Optional<Collector<?>> of(ResourceKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** The collectors of the kinds that belong to one region. */
    public List<Collector<?>> regional() {
        return byKind.values().stream().filter(c -> !c.kind().global()).toList();
    }

    /** The collectors of the kinds that belong to an account as a whole. */
    public List<Collector<?>> global() {
        return byKind.values().stream().filter(c -> c.kind().global()).toList();
    }

    /** Every IAM action that Muster's role in an account needs. */
    public NavigableSet<String> actions() {
        return actions(OF_ACCOUNT, collector -> !collector.kind().ofOrganization());
    }

    /** Every IAM action that Muster's role in an organization's management account needs, to read the organization. */
    public NavigableSet<String> organizationActions() {
        return actions(
                OrganizationReader.OPERATIONS, collector -> collector.kind().ofOrganization());
    }

    /** Whether the error code says that AWS denies the operation, which {@link #actions()} or {@link #organizationActions()} holds. */
    public boolean denied(String action, String errorCode) {
        Stream<AwsOperation> own = Stream.concat(OF_ACCOUNT.stream(), OrganizationReader.OPERATIONS.stream());
        return Stream.concat(own, byKind.values().stream().flatMap(collector -> collector.operations().stream()))
                .filter(operation -> operation.action().equals(action))
                .anyMatch(operation -> operation.deniedBy(errorCode));
    }

    private NavigableSet<String> actions(Set<AwsOperation> besides, Predicate<Collector<?>> which) {
        Stream<AwsOperation> collecting =
                byKind.values().stream().filter(which).flatMap(collector -> collector.operations().stream());
        NavigableSet<String> actions = new TreeSet<>();
        Stream.concat(besides.stream(), collecting).map(AwsOperation::action).forEach(actions::add);
        return actions;
    }
}
