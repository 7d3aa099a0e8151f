package io.muster.rest;

import io.muster.account.Account;
import io.muster.account.AccountFilter;
import io.muster.account.AccountReads;
import io.muster.account.AccountView;
import io.muster.account.Accounts;
import io.muster.platform.AccountScope;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The accounts that are mustered. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class AccountResource {

    private final Accounts accounts;
    private final AccountReads reads;
    private final Callers callers;

    AccountResource(Accounts accounts, AccountReads reads, Callers callers) {
        this.accounts = accounts;
        this.reads = reads;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The registered accounts, by id.")
    public Uni<Items<AccountView>> list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
                    @RestQuery
                    String limit,
            @RestQuery String cursor) {
        AccountScope visible = callers.current().accounts();
        return Items.page(
                limit, cursor, page -> reads.page(visible, new AccountFilter(null, null, null), page, "rest.accounts"));
    }

    @PUT
    @Path("/{accountId}")
    @Operation(summary = "Registers an account, or replaces what is registered.")
    public Uni<RestResponse<AccountView>> put(@RestPath String accountId, AccountBody body) {
        if (body == null) {
            throw MusterException.badField("body", "an account is expected");
        }
        return accounts.register(body.toAccount(accountId))
                .map(registered -> RestResponse.status(
                        registered.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        AccountView.of(registered.account())));
    }

    @GET
    @Path("/{accountId}")
    @Operation(summary = "One account.")
    public Uni<AccountView> get(@RestPath String accountId) {
        return accounts.find(accountId).map(found -> AccountView.of(existing(accountId, found.orElse(null))));
    }

    @DELETE
    @Path("/{accountId}")
    @Operation(summary = "Unregisters an account; what was collected of it stays.")
    public Uni<RestResponse<Void>> delete(@RestPath String accountId) {
        return accounts.remove(accountId).map(removed -> {
            if (!removed) {
                throw MusterException.notFound("Account " + accountId);
            }
            return RestResponse.noContent();
        });
    }

    private static Account existing(String accountId, Account found) {
        if (found == null) {
            throw MusterException.notFound("Account " + accountId);
        }
        return found;
    }
}
