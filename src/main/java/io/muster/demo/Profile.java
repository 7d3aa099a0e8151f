package io.muster.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The instance profiles of an account. */
enum Profile {
    WEB("/", Optional.of(DemoRole.WEB)),
    /** Under a path, and with another name than its role. */
    APP("/shop/", Optional.of(DemoRole.APP)),
    DB("/", Optional.of(DemoRole.DB)),
    BATCH("/", Optional.of(DemoRole.BATCH)),
    LEGACY("/", Optional.of(DemoRole.LEGACY)),
    BASTION("/", Optional.of(DemoRole.BASTION)),
    BOUNDED("/", Optional.of(DemoRole.BOUNDED)),
    EMPTY("/", Optional.empty());

    private final String path;
    private final Optional<DemoRole> role;

    Profile(String path, Optional<DemoRole> role) {
        this.path = path;
        this.role = role;
    }

    static Profile of(Workload workload) {
        return valueOf(workload.name());
    }

    static List<Profile> of(DemoRole role) {
        return Arrays.stream(values())
                .filter(profile -> profile.role.filter(role::equals).isPresent())
                .toList();
    }

    String profileName() {
        return this == APP ? "shop-application" : name().toLowerCase(Locale.ROOT) + "-profile";
    }

    String arn(String accountId) {
        return "arn:aws:iam::" + accountId + ":instance-profile" + path + profileName();
    }

    String profileId(Dice accountDice) {
        return accountDice.of(name()).iamId("AIPA", 0);
    }

    String path() {
        return path;
    }

    Optional<DemoRole> role() {
        return role;
    }
}
