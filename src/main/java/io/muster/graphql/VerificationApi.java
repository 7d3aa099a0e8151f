package io.muster.graphql;

import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.scan.verification.VerificationFilter;
import io.muster.scan.verification.VerificationReads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class VerificationApi {

    private final VerificationReads reads;
    private final FilterNames names;

    VerificationApi(VerificationReads reads, FilterNames names) {
        this.reads = reads;
        this.names = names;
    }

    @Query("verifications")
    @Description(
            "Answers about rights that AWS was asked about as well, the latest first: POST /api/v1/verifications asks.")
    public @NonNull Uni<VerificationConnection> verifications(
            Context context,
            @Name("filter") @Description(PageTexts.FILTER) VerificationFilterInput filter,
            @Name("first") @DefaultValue("50") @Description(PageTexts.FIRST) Integer first,
            @Name("after") @Description(PageTexts.AFTER) String after) {
        AccountScope seen = CallContext.accounts(context);
        VerificationFilter wanted = VerificationFilterInput.toFilter(filter);
        return names.check(context)
                .chain(() -> reads.page(seen, wanted, PageRequest.of(first, after), Arguments.list(context)))
                .map(page ->
                        VerificationConnection.of(page.map(VerificationType::of), () -> reads.count(seen, wanted)));
    }

    @Description(PageTexts.TOTAL_COUNT)
    public @NonNull Uni<Integer> totalCount(@Source VerificationConnection connection) {
        return connection.total().get();
    }
}
