package io.muster.account;

import static io.muster.platform.OnVertx.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.aws.organization.MadeOrganization;
import io.muster.graphql.ReadsOnly;
import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.OrganizationMembers;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations follow an organization in moto. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OrganizationTest {

    private static final AtomicInteger ORGANIZATIONS = new AtomicInteger();

    @Inject
    Accounts accounts;

    @Inject
    AccountReads reads;

    @Inject
    Pool pool;

    private static TestClients clients;

    private MadeOrganization made;
    private String management;

    @BeforeAll
    static void start() {
        clients = TestClients.at(AwsStandIn.endpoint(), Map.of("budget-fraction", "1"));
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    @BeforeEach
    void make() {
        management = "9100000000%02d".formatted(ORGANIZATIONS.incrementAndGet());
        made = MadeOrganization.in(management, clients);
    }

    @AfterEach
    void forget() {
        run(accounts.members()).forEach(account -> run(accounts.remove(account.accountId(), Precondition.NONE)));
    }

    @Test
    void whatIsNewIsRegisteredWithThePlaceTheTagsAndTheSettings() {
        // given
        String production = made.unit(made.root(), "Production");
        String shop = made.account(production, "shop", Map.of("team", "a"));

        // when
        int changed = follow(Map.of("members.external-id", "secret", "members.schedule", "every 6h"));

        // then
        assertThat(changed).isEqualTo(2);
        assertThat(found(shop))
                .extracting(
                        Account::name,
                        Account::roleArn,
                        Account::externalId,
                        Account::enabled,
                        Account::schedule,
                        Account::source)
                .containsExactly(
                        "shop",
                        "arn:aws:iam::" + shop + ":role/muster-reader",
                        "secret",
                        true,
                        "every 6h",
                        AccountSource.ORGANIZATION);
        assertThat(found(shop).membership())
                .isEqualTo(new Membership("/Production", List.of(made.root(), production), Map.of("team", "a"), null));
        assertThat(follow(Map.of("members.external-id", "secret", "members.schedule", "every 6h")))
                .as("changes of a second time")
                .isZero();
    }

    @Test
    void theAccountsOfTheOrganizationAreKnownAlsoWhereTheyAreNotRegistered() {
        // given
        String left = made.account(made.root(), "left", Map.of());
        String stays = made.account(made.root(), "stays", Map.of());
        follow(Map.of("exclude.accounts", stays));
        made.remove(left);

        // when
        follow(Map.of("exclude.accounts", stays));

        // then
        OrganizationMembers members = run(pool.withTransaction(OrganizationMembers::of));
        assertThat(members.organizationId()).startsWith("o-");
        assertThat(members.accountIds()).containsExactlyInAnyOrder(management, stays);
        assertThat(run(accounts.find(stays))).isEmpty();
    }

    @Test
    void whatMovedIsNotedAndWhatLeftIsDisabledAndNotDeleted() {
        // given
        String sandbox = made.unit(made.root(), "Sandbox");
        String moves = made.account(made.root(), "moves", Map.of());
        String leaves = made.account(made.root(), "leaves", Map.of());
        follow(Map.of());

        // when
        made.move(moves, made.root(), sandbox);
        made.remove(leaves);
        int changed = follow(Map.of());

        // then
        assertThat(changed).isEqualTo(2);
        assertThat(found(moves).membership().path()).isEqualTo("/Sandbox");
        assertThat(found(leaves).enabled()).isFalse();
        assertThat(found(leaves).membership().leftAt()).isNotNull();
        assertThat(follow(Map.of())).as("changes of a second time").isZero();
    }

    @Test
    void anAccountThatIsExcludedIsDisabledAndComesBackWithTheSelection() {
        // given
        String shop = made.account(made.root(), "shop", Map.of());
        follow(Map.of());

        // when
        follow(Map.of("exclude.accounts", shop));

        // then
        assertThat(found(shop).enabled()).isFalse();

        // when
        follow(Map.of());

        // then
        assertThat(found(shop).enabled()).isTrue();
        assertThat(found(shop).membership().leftAt()).isNull();
    }

    @Test
    void whatAPersonRegisteredStaysButForItsPlace() {
        // given
        String shop = made.account(made.root(), "shop", Map.of("team", "a"));
        run(accounts.register(new Account(shop, "by hand", null, null, List.of("eu-west-1"), false, null, null)));

        // when
        follow(Map.of("include.accounts", shop));

        // then
        assertThat(found(shop))
                .extracting(Account::name, Account::roleArn, Account::enabled, Account::source)
                .containsExactly("by hand", null, false, AccountSource.REGISTERED);
        assertThat(found(shop).membership().tags()).isEqualTo(Map.of("team", "a"));

        // when
        made.remove(shop);
        follow(Map.of("include.accounts", shop));

        // then
        assertThat(found(shop)).extracting(Account::name, Account::enabled).containsExactly("by hand", false);
        assertThat(found(shop).membership().leftAt()).isNotNull();
    }

    @Test
    void whatAPersonChangesIsTheirsFromThenOn() {
        // given
        String shop = made.account(made.root(), "shop", Map.of());
        follow(Map.of());

        // when
        run(accounts.register(new Account(shop, "mine", null, null, null, true, null, null)));
        follow(Map.of());

        // then
        assertThat(found(shop))
                .extracting(Account::name, Account::source)
                .containsExactly("mine", AccountSource.REGISTERED);
        assertThat(found(shop).membership().path()).isEqualTo("/");
    }

    @Test
    void accountsAreFoundByTheirUnitsAndTags() {
        // given
        String production = made.unit(made.root(), "Production");
        String product = made.unit(made.root(), "Product");
        String shop = made.account(production, "shop", Map.of("team", "a"));
        String till = made.account(made.unit(production, "Tills"), "till", Map.of("team", "b"));
        made.account(product, "other", Map.of("team", "a"));
        String left = made.account(production, "left", Map.of("team", "a"));
        follow(Map.of());
        made.remove(left);
        follow(Map.of());

        // when, then
        assertThat(ids(List.of("/Production"), null)).containsExactlyInAnyOrder(shop, till);
        assertThat(ids(List.of("/Production/Tills/"), null)).containsExactly(till);
        assertThat(ids(List.of("/"), null)).hasSize(4);
        assertThat(ids(List.of(), null)).isEmpty();
        assertThat(ids(List.of("/Production"), List.of(new ResourceFilter.Tag("team", List.of("a")))))
                .containsExactly(shop);
        assertThat(ids(List.of("/Production"), List.of(new ResourceFilter.Tag("team", null))))
                .hasSize(2);
    }

    /** Nested units, moves, suspended and closing accounts, and lists that overlap. */
    @Test
    void theSelectionIsFollowedWhereverAnAccountMoves() {
        // given
        String production = made.unit(made.root(), "Production");
        String payments = made.unit(production, "Payments");
        String sandbox = made.unit(made.root(), "Sandbox");
        String deep = made.account(payments, "deep", Map.of());
        String other = made.account(sandbox, "other", Map.of());
        Map<String, String> settings = Map.of("include.units", "/Root/Production/*", "exclude.units", payments);

        // when, then: excluded, though included by a unit above
        follow(settings);
        assertThat(run(accounts.find(deep))).isEmpty();
        assertThat(run(accounts.find(other))).isEmpty();
        made.move(deep, payments, production);
        follow(settings);
        assertThat(found(deep).enabled()).isTrue();
        made.move(deep, production, sandbox);
        follow(settings);
        assertThat(found(deep))
                .extracting(Account::enabled, account -> account.membership().path())
                .containsExactly(false, "/Sandbox");
        made.move(deep, sandbox, production);
        follow(settings);
        assertThat(found(deep).enabled()).isTrue();
    }

    private List<String> ids(List<String> ouPaths, List<ResourceFilter.Tag> tags) {
        AccountFilter filter = new AccountFilter(null, null, null, new OrganizationFilter(ouPaths, tags));
        return run(reads.page(AccountScope.EVERY_ACCOUNT, filter, PageRequest.of(100, null), "test")).entries().stream()
                .map(entry -> entry.node().accountId())
                .toList();
    }

    private int follow(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("enabled", "true");
        all.put("role-arn", made.access().roleArn());
        OrganizationConfig config = OrganizationSettings.of(all);
        return run(new Organization(config, clients.clients(), accounts, pool, Clock.systemUTC()).follow());
    }

    private Account found(String accountId) {
        return run(accounts.find(accountId)).orElseThrow();
    }
}
