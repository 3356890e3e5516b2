const s = document.createElement('script')
s.src = '/widget.js'
s.dataset['key'] = 'pk_test'
s.async = true
document.head.append(s)
