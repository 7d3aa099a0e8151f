package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.estate.attack.AttackPathFilter;
import io.muster.estate.attack.AttackPathReads;
import io.muster.finding.FindingReads;
import io.muster.graphql.AttackPathConnection.WholeList;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class AttackPathApi {

    private final AttackPathReads paths;
    private final FindingReads findings;
    private final FilterNames names;
    private final Past past;

    AttackPathApi(AttackPathReads paths, FindingReads findings, FilterNames names, Past past) {
        this.paths = paths;
        this.findings = findings;
        this.names = names;
        this.past = past;
    }

    @Query("attackPaths")
    @Description(
            "Ranked chains: reachable from outside, weak instance, prize of its role; the worst first. An instance has"
                    + " one for each prize of its role, and one for each that it reaches over other weak instances, three at most.")
    public @NonNull Uni<AttackPathConnection> attackPaths(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) AttackPathFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after,
            @Name("at") @Description("The instant to answer for; now without it.") Instant at) {
        AccountScope seen = CallContext.accounts(context);
        AttackPathFilter wanted = AttackPathFilterInput.toFilter(filter, at);
        return names.check(context)
                .chain(() -> past.at(at, seen, wanted.accountIds()))
                .chain(() -> paths.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .map(page -> AttackPathConnection.of(
                        page.map(view -> AttackPathType.of(view, seen, at)), new WholeList(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source AttackPathConnection connection) {
        return paths.count(connection.list().accounts(), connection.list().filter());
    }

    @Description("The single change that ends most paths of the whole list; null where there is none.")
    public Uni<BestCutType> bestCut(@Source AttackPathConnection connection) {
        return paths.bestCut(connection.list().accounts(), connection.list().filter())
                .map(cut -> cut.map(BestCutType::of).orElse(null));
    }

    @Description(
            "The kinds that the last scans had not read when they looked for paths, so that there may be more paths: the account and"
                    + " the region before each, 50 at most.")
    public @NonNull Uni<List<@NonNull String>> missing(@Source AttackPathConnection connection) {
        return paths.missing(connection.list().accounts(), connection.list().filter())
                .map(all -> all.stream()
                        .map(one -> one.accountId() + " " + one.region() + ": " + one.what())
                        .toList());
    }

    @Id
    @Description("The finding about the same, where there is one that stands.")
    public Uni<String> findingId(Context context, @Source AttackStepType step) {
        if (step.ruleId() == null || step.findingArn() == null) {
            return Uni.createFrom().nullItem();
        }
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        new FindingReads.RuleAndResource(step.ruleId(), step.findingArn()),
                        "AttackStep",
                        keys -> findings.standing(CallContext.accounts(context), keys),
                        null));
    }
}
