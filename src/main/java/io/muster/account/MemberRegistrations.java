package io.muster.account;

import io.muster.account.AccountSelection.Answer;
import io.muster.aws.organization.MemberAccount;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * Derives the registrations of the organization's accounts after the organization was read. In a registration by a person or by
 * the settings, only the account's place in the organization changes. An account that left is disabled, not deleted, and keeps
 * its resources.
 *
 * @param partition of the organization
 */
record MemberRegistrations(
        OrganizationConfig.Members members, AccountSelection selection, String partition, Instant now) {

    /** The registration of an account of the organization; empty where it stays as it is. */
    Optional<Account> of(MemberAccount member, Optional<Account> existing) {
        Answer wanted = member.active() ? selection.of(member) : Answer.NO;
        if (existing.isEmpty()) {
            return wanted == Answer.YES ? Optional.of(registered(member, null)) : Optional.empty();
        }
        Account account = existing.get();
        Membership place = place(member, account.membership());
        if (account.source() == AccountSource.REGISTERED) {
            return Optional.of(account.at(place.leftAt(null)));
        }
        return Optional.of(
                switch (wanted) {
                    case YES -> registered(member, account);
                    case NO -> left(account.at(place));
                    case UNKNOWN -> account.at(place);
                });
    }

    /** The registration of an account that has left the organization. */
    Optional<Account> gone(Optional<Account> existing) {
        return existing.map(account -> account.source() == AccountSource.REGISTERED
                ? account.at(leaving(account.membership()))
                : left(account.at(leaving(account.membership()))));
    }

    private Account registered(MemberAccount member, @Nullable Account before) {
        return new Account(
                member.accountId(),
                member.name(),
                "arn:" + partition + ":iam::" + member.accountId() + ":role/" + members.roleName(),
                members.externalId().orElse(null),
                members.regions().filter(regions -> !regions.isEmpty()).orElse(null),
                true,
                members.schedule().orElse(null),
                before == null ? null : before.registeredAt(),
                AccountSource.ORGANIZATION,
                place(member, before == null ? null : before.membership()).leftAt(null));
    }

    private Membership place(MemberAccount member, @Nullable Membership before) {
        return new Membership(
                        member.path().text(),
                        member.path().ids(),
                        member.tags(),
                        before == null ? null : before.leftAt())
                .knowing(before);
    }

    private Account left(Account account) {
        return account.disabled().at(leaving(account.membership()));
    }

    private @Nullable Membership leaving(@Nullable Membership membership) {
        return membership == null || membership.leftAt() != null ? membership : membership.leftAt(now);
    }
}
