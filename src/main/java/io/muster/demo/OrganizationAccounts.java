package io.muster.demo;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * The accounts of the demo cloud as an organization's, in the units that the data files have. Only the hub account, which is
 * the management account, may ask.
 */
record OrganizationAccounts(DemoCloud cloud, Declared declared) implements Operation {

    /** The operations that it answers. */
    static final List<String> NAMES = List.of(
            "organizations:ListAccounts", "organizations:ListAccountsForParent", "organizations:ListTagsForResource");

    private static final String ROOT = "r-demo";
    private static final String PRODUCTION = "ou-demo-10000002";
    private static final String STAGING = "ou-demo-10000003";
    private static final String SANDBOX = "ou-demo-10000004";

    @Override
    public SdkPojo answer(Call call) {
        if (!call.accountId().equals(cloud.hub().accountId())) {
            throw DemoError.accessDenied("You don't have permissions to access this resource.");
        }
        return switch (declared.row().name()) {
            case "ListAccounts" -> accounts(call);
            case "ListAccountsForParent" -> accounts(call, call.require("ParentId"));
            default -> tags(call.require("ResourceId"));
        };
    }

    private SdkPojo accounts(Call call) {
        ListAccountsResponse.Builder response = ListAccountsResponse.builder();
        return response.accounts(page(call, all().toList(), response)).build();
    }

    private SdkPojo accounts(Call call, String parent) {
        ListAccountsForParentResponse.Builder response = ListAccountsForParentResponse.builder();
        List<Account> inside = cloud.accounts().stream()
                .filter(account -> unit(account).equals(parent))
                .map(this::account)
                .toList();
        return response.accounts(page(call, inside, response)).build();
    }

    private <T> List<T> page(Call call, List<T> all, SdkPojo response) {
        return declared.paging().page(call, all, response);
    }

    private SdkPojo tags(String id) {
        DemoAccount account = cloud.account(id).orElseThrow(() -> declared.unknown(id));
        return ListTagsForResourceResponse.builder()
                .tags(
                        Tag.builder()
                                .key("owner")
                                .value(account.name().replaceAll("-.*", ""))
                                .build(),
                        Tag.builder().key("stage").value(stage(account)).build())
                .build();
    }

    private Stream<Account> all() {
        return cloud.accounts().stream().map(this::account);
    }

    private Account account(DemoAccount account) {
        return Account.builder()
                .id(account.accountId())
                .name(account.name())
                .arn("arn:aws:organizations::" + cloud.hub().accountId() + ":account/o-demo000000/"
                        + account.accountId())
                .state(AccountState.ACTIVE)
                .build();
    }

    private String unit(DemoAccount account) {
        return account.equals(cloud.hub())
                ? ROOT
                : switch (stage(account)) {
                    case "staging" -> STAGING;
                    case "sandbox" -> SANDBOX;
                    default -> PRODUCTION;
                };
    }

    private static String stage(DemoAccount account) {
        return switch (account.name()) {
            case "shop-staging" -> "staging";
            case "research", "sandbox" -> "sandbox";
            default -> "production";
        };
    }
}
