package io.muster.rest;

import io.muster.account.Account;
import io.muster.account.Precondition;
import io.muster.platform.Sha256;
import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One change of a registration for the audit log: what was registered before, and what is now. An external id is a shared
 * secret: its hash tells only whether it changed.
 */
final class AccountAudit implements Precondition {

    private static final int HASH_BYTES = 8;

    private final Precondition precondition;
    private volatile @Nullable Account before;

    AccountAudit(Precondition precondition) {
        this.precondition = precondition;
    }

    /** Notes what is registered, while the registration is locked. */
    @Override
    public void check(Optional<Account> existing) {
        before = existing.orElse(null);
        precondition.check(existing);
    }

    Map<String, Object> registered(Account after) {
        Map<String, Object> about = about(after.accountId());
        about.put("change", before == null ? "created" : "replaced");
        about.put("after", text(after));
        return about;
    }

    Map<String, Object> removed(String accountId) {
        return about(accountId);
    }

    private Map<String, Object> about(String accountId) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("accountId", accountId);
        about.put("before", before == null ? null : text(before));
        return about;
    }

    private static String text(Account account) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("name", account.name());
        parts.put("roleArn", account.roleArn());
        parts.put("externalIdHash", hash(account));
        parts.put("regions", account.regions());
        parts.put("enabled", account.enabled());
        parts.put("schedule", account.schedule());
        parts.put("source", account.source());
        return parts.toString();
    }

    private static @Nullable String hash(Account account) {
        if (account.externalId() == null) {
            return null;
        }
        // with the account, so that one id of two accounts does not look like one
        byte[] salted = (account.accountId() + ":" + account.externalId()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.of(salted), 0, HASH_BYTES);
    }
}
