"""WeChat public accounts (微信公众号)."""

from proofpress.origins.site import Site

SITE = Site(
    name="wechat",
    title="微信公众号",
    hosts=("mp.weixin.qq.com",),
    marks=("#js_content.rich_media_content", "#img-content .rich_media_content"),
    roots=("#js_content", ".rich_media_content"),
    titles=("#activity-name", ".rich_media_title"),
    dates=("#publish_time",),
    authors=("#js_author_name", "#js_name"),
    drop=(".code-snippet__line-index", ".reward_area", ".rich_media_tool", "#js_pc_qr_code", "mp-common-profile", ".mp_profile_iframe_wrp", ".js_img_placeholder"),
)
