package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.account.Account;
import io.muster.account.AccountFilter;
import io.muster.account.AccountReads;
import io.muster.account.AccountView;
import io.muster.account.Accounts;
import io.muster.account.Precondition;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.platform.identity.Roles;
import io.muster.scan.AccountPurge;
import io.muster.scan.UnregisteredAccounts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The accounts that are inventoried. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts", description = "The AWS accounts that Muster keeps the inventory of.")
@RolesAllowed(Roles.VIEWER)
class AccountResource {

    private final Accounts accounts;
    private final AccountReads reads;
    private final AccountPurge purge;
    private final UnregisteredAccounts unregistered;
    private final Callers callers;
    private final AuditLog audit;
    private final MergePatch patches;

    AccountResource(
            Accounts accounts,
            AccountReads reads,
            AccountPurge purge,
            UnregisteredAccounts unregistered,
            Callers callers,
            AuditLog audit,
            MergePatch patches) {
        this.accounts = accounts;
        this.reads = reads;
        this.purge = purge;
        this.unregistered = unregistered;
        this.callers = callers;
        this.audit = audit;
        this.patches = patches;
    }

    @GET
    @Operation(operationId = "listAccounts", summary = "The registered accounts, by id.")
    @APIResponse(responseCode = "200", description = "A page of accounts.")
    public Uni<RestResponse<Items<AccountView>>> list(@BeanParam PageParameters page) {
        Caller caller = callers.current();
        AccountFilter all = AccountFilter.none();
        return page.of(asked -> reads.page(caller.accounts(), all, asked, "rest.accounts")
                .map(found -> found.map(account -> account.shownTo(caller.role()))));
    }

    @PUT
    @Path("/{accountId}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putAccount",
            summary = "Registers an account, or replaces its registration.",
            description =
                    "A member that the body leaves out is reset, not kept; to change one member, PATCH. If-None-Match: * registers only; If-Match replaces"
                            + " only what has not changed since it was read.")
    @APIResponse(
            responseCode = "200",
            description = "It was registered before, and is replaced.",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is registered now.",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<RestResponse<AccountView>> put(
            @Parameter(description = AccountBody.ACCOUNT_ID, example = "111111111111") @RestPath String accountId,
            AccountBody body,
            @Context Request request,
            @Context HttpHeaders headers) {
        if (body == null) {
            throw MusterException.badField("body", "an account is expected");
        }
        Caller caller = callers.current();
        AccountAudit change = new AccountAudit(precondition(request, headers));
        return accounts.register(body.toAccount(accountId), change)
                .invoke(registered ->
                        audit.done(caller, AuditLog.Action.ACCOUNT_REGISTERED, change.registered(registered.account())))
                .map(registered -> answer(
                        registered.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        registered.account(),
                        caller));
    }

    @PATCH
    @Path("/{accountId}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "patchAccount",
            summary = "Changes the registration of an account.",
            description =
                    "A JSON merge patch (RFC 7396): a member that the body leaves out stays as it is, one that is null is reset. If-Match"
                            + " changes only what has not changed since it was read.")
    @RequestBody(
            description = "The members to change.",
            content = {
                @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = AccountBody.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AccountBody.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The account as it is registered now.",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<RestResponse<AccountView>> patch(
            @Parameter(description = AccountBody.ACCOUNT_ID, example = "111111111111") @RestPath String accountId,
            JsonNode patch,
            @Context Request request,
            @Context HttpHeaders headers) {
        patches.check(patch, AccountBody.class);
        Caller caller = callers.current();
        AccountAudit change = new AccountAudit(precondition(request, headers));
        return accounts.change(
                        accountId,
                        change,
                        registered -> patched(patch, AccountBody.of(registered)).toAccount(accountId))
                .invoke(account -> audit.done(caller, AuditLog.Action.ACCOUNT_CHANGED, change.registered(account)))
                .map(account -> answer(RestResponse.Status.OK, account, caller));
    }

    @GET
    @Path("/{accountId}")
    @Operation(operationId = "getAccount", summary = "One account.")
    @APIResponse(
            responseCode = "200",
            description = "The account.",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<RestResponse<AccountView>> get(
            @Parameter(description = AccountBody.ACCOUNT_ID, example = "111111111111") @RestPath String accountId,
            @Context Request request,
            @Context HttpHeaders headers) {
        Preconditions preconditions = Preconditions.of(request, headers);
        Caller caller = callers.current();
        return accounts.find(accountId).map(found -> {
            Account account = found.orElseThrow(() -> MusterException.notFound("Account " + accountId));
            EntityTag tag = EntityTags.of(account);
            return preconditions.notModified(tag)
                    ? RestResponse.ResponseBuilder.<AccountView>create(RestResponse.Status.NOT_MODIFIED)
                            .tag(tag)
                            .build()
                    : answer(RestResponse.Status.OK, account, caller);
        });
    }

    @DELETE
    @Path("/{accountId}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "deleteAccount",
            summary = "Unregisters an account.",
            description =
                    "The account's scans are cancelled. Its collected data stays, unless purge is true. A purge is over when it is"
                            + " answered; if it is broken off, it goes on by itself, and may be asked for again.")
    @APIResponse(responseCode = "204", description = "It is unregistered, and purged if that was asked for.")
    public Uni<RestResponse<Void>> delete(
            @Parameter(description = AccountBody.ACCOUNT_ID, example = "111111111111") @RestPath String accountId,
            @Parameter(
                            description = "Whether its inventory and its findings are deleted, too.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @RestQuery
                    String purge,
            @Context Request request,
            @Context HttpHeaders headers) {
        boolean purges = isTrue(purge);
        AccountAudit change = new AccountAudit(precondition(request, headers));
        Caller caller = callers.current();
        Uni<Boolean> removed =
                purges ? this.purge.purge(accountId, change) : unregistered.unregister(accountId, change);
        return removed.map(known -> {
            if (!known) {
                throw MusterException.notFound("Account " + accountId);
            }
            audit.done(
                    caller,
                    purges ? AuditLog.Action.ACCOUNT_PURGED : AuditLog.Action.ACCOUNT_UNREGISTERED,
                    change.removed(accountId));
            return RestResponse.noContent();
        });
    }

    private AccountBody patched(JsonNode patch, AccountBody registered) {
        return patches.apply(patch, registered, AccountBody.class).requireReadOnlyAs(registered);
    }

    private static RestResponse<AccountView> answer(RestResponse.Status status, Account account, Caller caller) {
        return RestResponse.ResponseBuilder.create(
                        status, AccountView.of(account).shownTo(caller.role()))
                .tag(EntityTags.of(account))
                .build();
    }

    private static Precondition precondition(Request request, HttpHeaders headers) {
        Preconditions preconditions = Preconditions.of(request, headers);
        return existing -> preconditions.check(existing.map(EntityTags::of).orElse(null));
    }

    private static boolean isTrue(@Nullable String purge) {
        if (purge == null || purge.equals("false")) {
            return false;
        }
        if (!purge.equals("true")) {
            throw MusterException.badField("purge", "must be true or false");
        }
        return true;
    }
}
