package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.account.AccountReads;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Neighbours;
import io.muster.inventory.Neighbours.Neighbour;
import io.muster.inventory.Neighbours.Version;
import io.muster.inventory.RelatedField;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.signal.Signals;
import io.muster.inventory.signal.StoredSignal;
import io.muster.platform.MusterException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Fetches the fields of resources that need a statement, for a whole page at once, as of the instant that the page answers for. */
@ApplicationScoped
class ResourceChildren {

    private final Neighbours neighbours;
    private final FindingReads findings;
    private final AccountReads accounts;
    private final ChangeFetchers changes;
    private final Signals signals;
    private final RuleBook rules;
    private final FilterNames names;

    ResourceChildren(
            Neighbours neighbours,
            FindingReads findings,
            AccountReads accounts,
            ChangeFetchers changes,
            Signals signals,
            RuleBook rules,
            FilterNames names) {
        this.names = names;
        this.changes = changes;
        this.signals = signals;
        this.neighbours = neighbours;
        this.findings = findings;
        this.accounts = accounts;
        this.rules = rules;
    }

    /** The resources at the end of the field's path: a list, or the first. */
    DataFetcher<CompletableFuture<?>> along(RelatedField field) {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            Neighbours.Selection selection = selection(arguments, false, "");
            CompletableFuture<List<ResourceRow>> found = Batches.load(
                    environment,
                    resource(environment).id(),
                    field.path() + ":" + field.to() + selection.withDocument(),
                    ids -> names.check(arguments).chain(() -> neighbours.along(selection, field, ids)),
                    List.of());
            return field.many() ? found : found.thenApply(list -> list.isEmpty() ? null : list.get(0));
        };
    }

    DataFetcher<CompletableFuture<List<Neighbour>>> related() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            Neighbours.Selection selection = selection(arguments, true, "resource/");
            String relation = environment.getArgument("relation");
            return Batches.load(
                    environment,
                    resource(environment).id(),
                    selection.withDocument(),
                    ids -> names.check(arguments)
                            .chain(() -> neighbours.of(
                                    selection, ids, relation == null ? null : Relation.valueOf(relation))),
                    List.of());
        };
    }

    /**
     * Which of the resources below others are meant.
     *
     * @param deleted whether there may be deleted ones
     * @param path    where in the selection they are
     */
    private static Neighbours.Selection selection(Arguments arguments, boolean deleted, String path) {
        DataFetchingEnvironment environment = arguments.environment();
        PointInTime point = PointInTime.of(environment);
        ResourceFilter filter = environment.getArgument("filter") == null ? null : arguments.resourceFilter(point);
        if (filter != null && filter.includeDeleted() && !deleted) {
            throw MusterException.badField(
                    "filter.includeDeleted",
                    "a deleted resource has no links any more: ask for an instant at which it existed, or leave the field out");
        }
        return new Neighbours.Selection(
                arguments.accounts(),
                filter,
                arguments.first(),
                point.ofLinks(),
                DocumentFields.selected(environment.getSelectionSet(), path));
    }

    DataFetcher<CompletableFuture<List<ChangeValue<Version>>>> history() {
        return changes.history();
    }

    DataFetcher<CompletableFuture<List<ChangeEntry>>> changes() {
        return changes.ofResource();
    }

    DataFetcher<CompletableFuture<List<StoredSignal>>> signals() {
        return environment -> {
            int first = PageRequest.of(environment.getArgument("first"), null).first();
            return Batches.load(
                    environment, resource(environment).id(), "", ids -> signals.ofResources(ids, first), List.of());
        };
    }

    DataFetcher<CompletableFuture<List<FindingType>>> findings() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            FindingFilter filter = arguments.findingFilter();
            Integer first = arguments.first();
            Instant at = PointInTime.of(environment).ofLinks();
            return Batches.load(
                    environment,
                    resource(environment).arn(),
                    "",
                    arns -> names.check(arguments)
                            .chain(() -> findings.ofResources(arguments.accounts(), arns, filter, first, at))
                            .map(found -> found.entrySet().stream()
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey,
                                            entry -> entry.getValue().stream()
                                                    .map(view -> FindingType.of(view, rules))
                                                    .toList()))),
                    List.of());
        };
    }

    DataFetcher<CompletableFuture<AccountType>> account() {
        return environment -> Batches.load(
                environment,
                resource(environment).accountId(),
                "",
                ids -> accounts.byId(CallContext.accounts(environment), ids)
                        .map(found -> found.values().stream()
                                .collect(Collectors.toMap(view -> view.accountId(), AccountType::of))),
                null);
    }

    private static ResourceRow resource(DataFetchingEnvironment environment) {
        return environment.getSource();
    }
}
