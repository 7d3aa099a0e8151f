package io.muster.account;

import io.muster.inventory.Documents;
import jakarta.annotation.Nullable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** The {@code account} table. */
@Entity
@Table(name = "account")
class AccountEntity {

    @Id
    @Column(name = "account_id", columnDefinition = "text")
    String accountId;

    @Column(columnDefinition = "text")
    String name;

    @Column(name = "role_arn", columnDefinition = "text")
    String roleArn;

    @Column(name = "external_id", columnDefinition = "text")
    String externalId;

    @Column(columnDefinition = "_text")
    String[] regions;

    boolean enabled;

    @Column(columnDefinition = "text")
    String schedule;

    @Column(name = "next_scan_at")
    Instant nextScanAt;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(columnDefinition = "text")
    @Enumerated(EnumType.STRING)
    AccountSource source;

    @Column(name = "organization_path", columnDefinition = "text")
    String organizationPath;

    @Column(name = "organization_units", columnDefinition = "_text")
    String[] organizationUnits;

    /** A JSON object. */
    @Column(name = "organization_tags", columnDefinition = "text")
    String organizationTags;

    @Column(name = "left_organization_at")
    Instant leftOrganizationAt;

    static AccountEntity of(Account account, Instant registeredAt, @Nullable Instant nextScanAt) {
        AccountEntity entity = new AccountEntity();
        entity.accountId = account.accountId();
        entity.name = account.name();
        entity.roleArn = account.roleArn();
        entity.externalId = account.externalId();
        entity.regions = account.regions() == null ? null : account.regions().toArray(String[]::new);
        entity.enabled = account.enabled();
        entity.schedule = account.schedule();
        entity.nextScanAt = nextScanAt;
        entity.registeredAt = registeredAt;
        entity.source = account.source();
        entity.place(account.membership());
        return entity;
    }

    private void place(@Nullable Membership membership) {
        if (membership != null) {
            organizationPath = membership.path();
            organizationUnits = membership.units().toArray(String[]::new);
            organizationTags = membership.tags() == null ? null : Documents.write(membership.tags());
            leftOrganizationAt = membership.leftAt();
        }
    }

    private @Nullable Membership membership() {
        return organizationPath == null
                ? null
                : new Membership(
                        organizationPath,
                        organizationUnits == null ? List.of() : List.of(organizationUnits),
                        organizationTags == null ? null : Documents.readTags(organizationTags),
                        leftOrganizationAt);
    }

    Account toAccount() {
        List<String> named = regions == null ? null : List.of(regions);
        return new Account(
                accountId, name, roleArn, externalId, named, enabled, schedule, registeredAt, source, membership());
    }
}
