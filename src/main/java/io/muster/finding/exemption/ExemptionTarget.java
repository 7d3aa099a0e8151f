package io.muster.finding.exemption;

import io.muster.finding.FindingId;
import io.muster.finding.FindingReads;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Resolves what an exemption covers, and checks that the caller may exempt it. */
@ApplicationScoped
class ExemptionTarget {

    private final FindingReads findings;
    private final Database database;

    ExemptionTarget(FindingReads findings, Database database) {
        this.findings = findings;
        this.database = database;
    }

    /** Where a resource is. */
    @RegisterForReflection
    record Place(String accountId, String region) {}

    /** A path of a unit. */
    @RegisterForReflection
    record Unit(String path) {}

    /**
     * The scope, completed with the account and the region of the finding or resource that it names.
     *
     * @return fails as a bad request where something named does not exist, and as forbidden where the scope exceeds the caller's
     * accounts
     */
    Uni<ExemptionScope> resolve(ExemptionDraft draft, AccountScope accounts) {
        Uni<ExemptionScope> resolved =
                draft.findingId() != null ? ofFinding(draft.findingId(), accounts) : ofParts(draft.scope(), accounts);
        return resolved.invoke(scope -> requireWithin(scope, accounts));
    }

    private Uni<ExemptionScope> ofFinding(String id, AccountScope accounts) {
        UUID parsed = FindingId.tryParse(id)
                .orElseThrow(
                        () -> MusterException.badField("findingId", Texts.quoted(id) + " is not the id of a finding"));
        return findings.find(accounts, parsed)
                .map(found -> found.orElseThrow(
                        () -> MusterException.badField("findingId", "no finding that the caller may see has this id")))
                .map(finding -> new ExemptionScope(
                        finding.ruleId(),
                        finding.accountId(),
                        null,
                        finding.region(),
                        finding.resourceArn(),
                        null,
                        null));
    }

    private Uni<ExemptionScope> ofParts(ExemptionScope scope, AccountScope accounts) {
        Uni<ExemptionScope> placed =
                scope.resourceArn() == null ? Uni.createFrom().item(scope) : ofResource(scope, accounts);
        return scope.ouPath() == null ? placed : placed.call(() -> requireUnit(scope.ouPath(), accounts));
    }

    private Uni<ExemptionScope> ofResource(ExemptionScope scope, AccountScope accounts) {
        Sql select = Sql.of("select r.account_id, r.region from resource r where r.arn = ")
                .text(scope.resourceArn())
                .add(" and ")
                .add(Sql.within(accounts, "r.account_id"));
        return database.rows(select, Place.class).map(rows -> {
            Place place = rows.stream()
                    .findFirst()
                    .orElseThrow(() -> MusterException.badField(
                            "resourceArn", "no resource that the caller may see has this ARN"));
            requireSame("accountId", scope.accountId(), place.accountId());
            requireSame("region", scope.region(), place.region());
            return scope.ofResource(place.accountId(), place.region());
        });
    }

    private static void requireSame(String field, String given, String actual) {
        if (given != null && !Objects.equals(given, actual)) {
            throw MusterException.badField(field, "the resource is in " + actual);
        }
    }

    private Uni<Void> requireUnit(String path, AccountScope accounts) {
        Sql select = Sql.of(
                        "select distinct organization_path as path from account where organization_path is not null and ")
                .add(Sql.within(accounts, "account_id"))
                .add(" order by 1 limit 10000");
        return database.rows(select, Unit.class)
                .invoke(units -> {
                    boolean known = units.stream()
                            .map(Unit::path)
                            .anyMatch(unit -> path.equals("/") || unit.equals(path) || unit.startsWith(path + "/"));
                    if (!known) {
                        String suggestion = Nearest.suggestion(
                                path, units.stream().map(Unit::path).toList());
                        throw MusterException.badField(
                                "ouPath", Texts.quoted(path) + " is no unit with a registered account" + suggestion);
                    }
                })
                .replaceWithVoid();
    }

    private static void requireWithin(ExemptionScope scope, AccountScope accounts) {
        if (accounts.isEveryAccount()) {
            return;
        }
        if (scope.accountId() == null) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "The caller may exempt findings of its own accounts only: name an accountId");
        }
        accounts.require(scope.accountId());
    }
}
