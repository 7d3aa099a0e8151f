package io.muster.account;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsSession;
import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.OrganizationReader;
import io.muster.aws.organization.OrganizationReading;
import io.muster.inventory.OrganizationMembers;
import io.muster.platform.OwnContext;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The organization whose accounts are inventoried, as far as one is configured. */
@ApplicationScoped
public class Organization {

    private static final StructuredLog LOG = StructuredLog.of(Organization.class);
    private static final Pattern ACCOUNT_OF_ROLE = Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):role/.+");

    private final OrganizationConfig config;
    private final AwsClients aws;
    private final Accounts accounts;
    private final Pool pool;
    private final Clock clock;
    private final UnknownSelection unknown = new UnknownSelection();

    Organization(OrganizationConfig config, AwsClients aws, Accounts accounts, Pool pool, Clock clock) {
        this.config = config;
        this.aws = aws;
        this.accounts = accounts;
        this.pool = pool;
        this.clock = clock;
    }

    /** How to get into the management account, or into that of a delegated administrator; empty where no organization is configured. */
    public Optional<AwsAccess> management() {
        return config.enabled() ? access(config) : Optional.empty();
    }

    static Optional<AwsAccess> access(OrganizationConfig config) {
        return config.roleArn()
                .map(role -> accountOf(role)
                        .map(id -> new AwsAccess(id, role, config.externalId().orElse(null))))
                .orElseGet(() -> config.accountId().map(AwsAccess::direct));
    }

    private static Optional<String> accountOf(String role) {
        Matcher matcher = ACCOUNT_OF_ROLE.matcher(role);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Brings the registrations in step with the organization: new accounts are registered, moves are noted, those that left are
     * disabled. Where the organization cannot be read, the registrations stay as they are.
     *
     * @return how many registrations changed; fails where the organization, or Muster's own accounts, cannot be read, and logs why
     */
    public Uni<Integer> follow() {
        Optional<AwsAccess> management = management();
        if (management.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        AwsSession session = aws.session(management.get());
        return OwnContext.back(session.partition()
                        .chain(partition ->
                                OrganizationReader.read(session).map(reading -> new Known(partition, reading))))
                .invoke(known -> tell(known.reading()))
                .invoke(known -> unknown.tell(config, known.reading()))
                .call(known -> keepMembers(known.reading()))
                .chain(known -> follow(known.reading(), known.partition()))
                .onFailure()
                .invoke(
                        failure -> LOG.with("reason", OrganizationFault.reason(management.get(), failure))
                                .warn(
                                        "The accounts could not be brought in step with the organization: they stay as they are"));
    }

    /** Forgets the organization's accounts, which nobody keeps in step where no organization is configured. */
    public Uni<Void> forgetMembers() {
        return OrganizationMembers.UNKNOWN.store(pool);
    }

    private record Known(String partition, OrganizationReading reading) {}

    /** Where the accounts could not be listed, those that were known stay. */
    private Uni<Void> keepMembers(OrganizationReading reading) {
        return reading.everyId() == null || reading.organizationId() == null
                ? Uni.createFrom().voidItem()
                : new OrganizationMembers(reading.organizationId(), reading.everyId()).store(pool);
    }

    private static void tell(OrganizationReading reading) {
        reading.failures()
                .forEach(failure -> LOG.with("operation", failure.operation())
                        .with("errorCode", failure.errorCode())
                        .warn("A part of the organization could not be read"));
    }

    private Uni<Integer> follow(OrganizationReading reading, String partition) {
        MemberRegistrations registrations =
                new MemberRegistrations(config.members(), new AccountSelection(config), partition, clock.instant());
        return accounts.members()
                .map(known -> known.stream()
                        .map(Account::accountId)
                        .filter(reading::lacks)
                        .map(id -> apply(id, registrations::gone)))
                .map(gone -> Stream.concat(
                                reading.accounts().stream().map(member -> apply(member, registrations)), gone)
                        .toList())
                .chain(changes -> Multi.createFrom()
                        .iterable(changes)
                        .onItem()
                        .transformToUniAndConcatenate(change -> change)
                        .filter(Predicate.isEqual(true))
                        .collect()
                        .asList())
                .map(List::size);
    }

    private Uni<Boolean> apply(MemberAccount member, MemberRegistrations registrations) {
        return apply(member.accountId(), existing -> registrations.of(member, existing));
    }

    /** One account that cannot be registered costs that account. */
    private Uni<Boolean> apply(String accountId, UnaryOperator<Optional<Account>> change) {
        return accounts.follow(accountId, change)
                .invoke(changed -> {
                    if (changed) {
                        LOG.with("accountId", accountId).info("An account was brought in step with the organization");
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.with("accountId", accountId)
                        .warn("An account could not be brought in step with the organization", failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
