//! The rules, one file each, in the order in which they are asked.

mod advert_label;
mod alt_text;
mod audio_player;
mod author_bio;
mod bracketed_credit;
mod bracketed_link;
mod breadcrumb;
mod buy_button;
mod byline_line;
mod call_to_action;
mod caption;
mod category_marker;
mod comments;
mod cookie_notice;
mod copyright_line;
mod counter_line;
mod customer_reviews;
mod date_line;
mod disclosure_line;
mod donation_appeal;
mod embed_consent;
mod empty_section;
mod form;
mod forum_member;
mod front_matter;
mod heading_anchor;
mod interface_line;
mod link_addresses;
mod link_only;
mod menu_list;
mod more_link;
mod most_read;
mod newsletter_box;
mod next_article;
mod photo_credit;
mod place_line;
mod previous_next;
mod promo_code;
mod pull_quote;
mod reading_time;
mod related_list;
mod repeated_link;
mod repeated_text;
mod repeated_title;
mod ruby_reading;
mod see_also;
mod separator_line;
mod share_bar;
mod share_row;
mod signature_line;
mod source_line;
mod stranded_line;
mod subscribe_line;
mod subscription_offer;
mod tag_list;
mod unfilled_code;
mod unseen_line;
mod unseen_words;
mod view_count;

use super::rule::Rule;

/// All rules. What the markup names precisely comes before what only a line's shape tells.
pub const RULES: &[&Rule] = &[
    &front_matter::RULE,
    &link_addresses::RULE,
    &repeated_title::RULE,
    &repeated_text::RULE,
    &pull_quote::RULE,
    &repeated_link::RULE,
    &more_link::RULE,
    &breadcrumb::RULE,
    &comments::RULE,
    &next_article::RULE,
    &customer_reviews::RULE,
    &forum_member::RULE,
    &related_list::RULE,
    &see_also::RULE,
    &most_read::RULE,
    &menu_list::RULE,
    &previous_next::RULE,
    &tag_list::RULE,
    &category_marker::RULE,
    &alt_text::RULE,
    &caption::RULE,
    &photo_credit::RULE,
    &bracketed_credit::RULE,
    &share_row::RULE,
    &share_bar::RULE,
    &newsletter_box::RULE,
    &cookie_notice::RULE,
    &subscribe_line::RULE,
    &subscription_offer::RULE,
    &promo_code::RULE,
    &call_to_action::RULE,
    &buy_button::RULE,
    &author_bio::RULE,
    &reading_time::RULE,
    &view_count::RULE,
    &counter_line::RULE,
    &date_line::RULE,
    &place_line::RULE,
    &byline_line::RULE,
    &advert_label::RULE,
    &copyright_line::RULE,
    &source_line::RULE,
    &audio_player::RULE,
    &embed_consent::RULE,
    &donation_appeal::RULE,
    &disclosure_line::RULE,
    &interface_line::RULE,
    &form::RULE,
    &unfilled_code::RULE,
    &unseen_line::RULE,
    &unseen_words::RULE,
    &signature_line::RULE,
    &ruby_reading::RULE,
    &bracketed_link::RULE,
    &heading_anchor::RULE,
    &link_only::RULE,
    &empty_section::RULE,
    &stranded_line::RULE,
    &separator_line::RULE,
];
