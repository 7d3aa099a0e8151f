package io.muster.aws.organization;

import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.organizations.OrganizationsAsyncClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.Organization;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * Walks an organization from its root down: two listings for each unit. That takes fewer calls than listing the parents of each
 * account, and also returns the names of the units. The walk may miss an account that is moved meanwhile, so the set of accounts
 * comes from the listing of all accounts.
 */
public final class OrganizationReader {

    /** The operations that the reader calls, for the policy of the role in the management account. */
    public static final Set<AwsOperation> OPERATIONS = Stream.of(
                    "DescribeOrganization",
                    "ListAccounts",
                    "ListRoots",
                    "ListOrganizationalUnitsForParent",
                    "ListAccountsForParent",
                    "ListTagsForResource")
            .map(AwsService.ORGANIZATIONS::operation)
            .collect(Collectors.toUnmodifiableSet());

    /** AWS's most for these listings, see the Organizations API Reference. */
    private static final int PAGE_SIZE = 20;

    private static final int AT_ONCE = 4;

    private final AwsSession management;
    private final boolean withTags;
    private final Map<String, MemberAccount> accounts = new TreeMap<>();
    private final List<UnitPath> units = new ArrayList<>();
    private final Set<String> walked = new HashSet<>();
    private final List<AwsFailure> failures = new ArrayList<>();

    private OrganizationReader(AwsSession management, boolean withTags) {
        this.management = management;
        this.withTags = withTags;
    }

    /**
     * Reads the accounts of the organization with their tags.
     *
     * @param management the way into the management account, or into that of a delegated administrator
     * @return fails with an {@link AwsException} where the organization could not be asked for at all, and with an
     *     {@link OrganizationRefusal} where its root could not be read; the reading names other missing parts
     */
    public static Uni<OrganizationReading> read(AwsSession management) {
        return Uni.createFrom().deferred(() -> new OrganizationReader(management, true).read());
    }

    /** Reads the organization without the tags of its accounts, which take a call for each account. */
    public static Uni<OrganizationReading> readUntagged(AwsSession management) {
        return Uni.createFrom().deferred(() -> new OrganizationReader(management, false).read());
    }

    private Uni<OrganizationReading> read() {
        return call("DescribeOrganization", OrganizationsAsyncClient::describeOrganization)
                .map(OrganizationReader::described)
                .chain(organization -> list(
                                "ListRoots",
                                (client, token) -> client.listRoots(
                                        r -> r.maxResults(PAGE_SIZE).nextToken(token)),
                                ListRootsResponse::nextToken,
                                ListRootsResponse::roots)
                        .onFailure(AwsException.class)
                        .transform(failure -> new OrganizationRefusal(organization.masterAccountId(), failure))
                        .chain(roots -> each(
                                roots, root -> unit(UnitPath.root(new Unit(root.id(), String.valueOf(root.name()))))))
                        .chain(this::tagged)
                        .chain(tagged -> everyId(organization.masterAccountId())
                                .map(ids -> new OrganizationReading(
                                        organization.id(),
                                        organization.masterAccountId(),
                                        tagged,
                                        List.copyOf(units),
                                        ids.orElse(null),
                                        List.copyOf(failures)))));
    }

    /** Policies apply to every account but the management account, so that nothing can be told without it. */
    private static Organization described(DescribeOrganizationResponse answer) {
        if (answer.organization().masterAccountId() == null) {
            throw unreadable("DescribeOrganization", "AWS does not tell the management account");
        }
        return answer.organization();
    }

    /** Empty where the list may lack an account: one that it does not have counts as one that has left. */
    private Uni<Optional<Set<String>>> everyId(String managementAccountId) {
        return list(
                        "ListAccounts",
                        (client, token) ->
                                client.listAccounts(r -> r.maxResults(PAGE_SIZE).nextToken(token)),
                        ListAccountsResponse::nextToken,
                        ListAccountsResponse::accounts)
                .map(all -> Optional.of(ids(all, managementAccountId)))
                .onFailure(AwsException.class)
                .invoke(this::note)
                .onFailure(AwsException.class)
                .recoverWithItem(Optional.empty());
    }

    private static Set<String> ids(List<Account> all, String managementAccountId) {
        if (all.stream().anyMatch(account -> account.id() == null)) {
            throw unreadable("ListAccounts", "AWS does not tell the id of an account");
        }
        Set<String> ids = all.stream().map(Account::id).collect(Collectors.toUnmodifiableSet());
        if (!ids.contains(managementAccountId)) {
            throw unreadable("ListAccounts", "AWS leaves out the management account");
        }
        return ids;
    }

    private Uni<Void> unit(UnitPath path) {
        String id = path.last().id();
        units.add(path);
        return tolerant(list(
                        "ListAccountsForParent",
                        (client, token) -> client.listAccountsForParent(
                                r -> r.parentId(id).maxResults(PAGE_SIZE).nextToken(token)),
                        ListAccountsForParentResponse::nextToken,
                        ListAccountsForParentResponse::accounts))
                .invoke(found -> found.forEach(account -> add(account, path)))
                .chain(() -> tolerant(list(
                        "ListOrganizationalUnitsForParent",
                        (client, token) -> client.listOrganizationalUnitsForParent(
                                r -> r.parentId(id).maxResults(PAGE_SIZE).nextToken(token)),
                        ListOrganizationalUnitsForParentResponse::nextToken,
                        ListOrganizationalUnitsForParentResponse::organizationalUnits)))
                .chain(children -> each(children, child -> below(path, child)));
    }

    /** A unit is at one place. An endpoint that tells the same of every unit would be walked for ever. */
    private Uni<Void> below(UnitPath path, OrganizationalUnit child) {
        if (child.id() == null || !walked.add(child.id())) {
            note(unreadable(
                    "ListOrganizationalUnitsForParent",
                    "AWS does not tell the id of a unit, or tells it of two units"));
            return Uni.createFrom().voidItem();
        }
        return unit(path.with(new Unit(child.id(), String.valueOf(child.name()))));
    }

    private void add(Account account, UnitPath path) {
        if (account.id() != null) {
            MemberAccount member = new MemberAccount(account.id(), account.name(), active(account), path, null);
            accounts.put(account.id(), member);
        } else {
            note(unreadable("ListAccountsForParent", "AWS does not tell the id of an account"));
        }
    }

    /** {@code State} takes the place of {@code Status}, which AWS has retired; answers in the old form have that alone. */
    private static boolean active(Account account) {
        return account.state() == null
                ? account.status() == null || account.status() == AccountStatus.ACTIVE
                : account.state() == AccountState.ACTIVE;
    }

    private Uni<List<MemberAccount>> tagged(Void walked) {
        return Multi.createFrom()
                .iterable(List.copyOf(accounts.values()))
                .onItem()
                .transformToUni(
                        account -> withTags ? tags(account) : Uni.createFrom().item(account))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(MemberAccount::accountId))
                        .toList());
    }

    private Uni<MemberAccount> tags(MemberAccount account) {
        return list(
                        "ListTagsForResource",
                        (client, token) -> client.listTagsForResource(
                                r -> r.resourceId(account.accountId()).nextToken(token)),
                        ListTagsForResourceResponse::nextToken,
                        ListTagsForResourceResponse::tags)
                .map(tags -> withTags(account, tags))
                .onFailure(AwsException.class)
                .invoke(this::note)
                .onFailure(AwsException.class)
                .recoverWithItem(account);
    }

    private static MemberAccount withTags(MemberAccount account, List<Tag> tags) {
        if (tags.stream().anyMatch(tag -> tag.key() == null)) {
            throw unreadable("ListTagsForResource", "AWS does not tell the key of a tag");
        }
        Map<String, String> byKey = new TreeMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return new MemberAccount(account.accountId(), account.name(), account.active(), account.path(), byKey);
    }

    /** One after the other: the budget allows few calls per second anyway. */
    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }

    private <T> Uni<List<T>> tolerant(Uni<List<T>> listing) {
        return listing.onFailure(AwsException.class)
                .invoke(this::note)
                .onFailure(AwsException.class)
                .recoverWithItem(List.of());
    }

    private synchronized void note(Throwable thrown) {
        AwsFailure failure = ((AwsException) thrown).failure();
        boolean known = failures.stream()
                .anyMatch(other -> other.operation().equals(failure.operation())
                        && other.errorCode().equals(failure.errorCode()));
        if (!known) {
            failures.add(failure);
        }
    }

    private static AwsException unreadable(String operation, String reason) {
        return AwsException.unreadable(AwsService.ORGANIZATIONS.operation(operation), reason);
    }

    private <P, I> Uni<List<I>> list(
            String operation,
            BiFunction<OrganizationsAsyncClient, String, CompletableFuture<P>> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        return Pages.walk(token -> call(operation, client -> call.apply(client, token)), next, items)
                .collect()
                .asList()
                .map(pages -> pages.stream()
                        .flatMap(page -> items.apply(page).stream())
                        .map(item -> present(operation, item))
                        .toList());
    }

    private static <I> I present(String operation, @Nullable I item) {
        if (item == null) {
            throw unreadable(operation, "AWS lists an item that is empty");
        }
        return item;
    }

    /** A region is required, but ignored: the service is global. */
    private <P> Uni<P> call(String operation, Function<OrganizationsAsyncClient, CompletableFuture<P>> call) {
        return management.call(AwsService.ORGANIZATIONS, "us-east-1", operation, call);
    }
}
