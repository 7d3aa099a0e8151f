package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.change.ChangeFilter;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.Changes;
import io.muster.inventory.change.Differences;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class ChangeApi {

    private final Changes changes;
    private final Differences differences;
    private final FilterNames names;
    private final Past past;

    ChangeApi(Changes changes, Differences differences, FilterNames names, Past past) {
        this.changes = changes;
        this.differences = differences;
        this.names = names;
        this.past = past;
    }

    @Query("changes")
    @Description("The resources that were created, changed or deleted in the inventory, the latest first.")
    public @NonNull Uni<ChangeConnection> changes(
            Context context,
            @Name("filter") @Description("Which changes; all without it.") ChangeFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        ChangeFilter wanted = ChangeFilterInput.toFilter(filter);
        OptionalInt most = FieldSelection.most(
                context.unwrap(DataFetchingEnvironment.class).getSelectionSet(), "nodes/", "edges/node/");
        return names.check(context)
                .invoke(() -> ChangeFields.check(wanted))
                .chain(() -> past.kept("filter.since", wanted.since(), seen))
                .chain(() -> changes.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .chain(page -> ChangeValue.of(page.nodes(), ChangeView::key, most, differences)
                        .map(values -> ChangeConnection.of(with(page, values), () -> changes.count(seen, wanted))));
    }

    private static Page<ChangeEntry> with(Page<ChangeView> page, List<ChangeValue<ChangeView>> values) {
        List<Page.Entry<ChangeEntry>> entries = IntStream.range(0, values.size())
                .mapToObj(i -> new Page.Entry<>(page.entries().get(i).cursor(), ChangeEntry.of(values.get(i))))
                .toList();
        return new Page<>(entries, page.hasPreviousPage(), page.hasNextPage());
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source ChangeConnection connection) {
        return connection.total().get();
    }

    @Description(FieldSelection.FIELDS_DESCRIPTION)
    public @NonNull List<@NonNull FieldChangeType> fields(
            @Source ChangeEntry change,
            @Name("first") @DefaultValue("50") @Description(FieldSelection.FIRST_DESCRIPTION) Integer first) {
        return change.changed().stream()
                .limit(PageRequest.of(first, null).first())
                .toList();
    }
}
